/** What every contender but the last is asked: the status query of a citizen's client. */
export const statusQuery = /* GraphQL */ `
  query Status($number: String!) {
    application(number: $number) {
      number
      type
      stage
      filedAt
      targetDate
      statutoryDate
      overdue
      responsibleUnit {
        name
        kind
        parent {
          name
        }
      }
      applicant {
        name
      }
    }
  }
`;

export const helloQuery = '{ hello }';

/** One citizen's own application, and the token to ask for it with. */
export interface Pair {
  number: string;
  token: string;
}

export const bodyOf = (query: string, { number }: Pair) =>
  JSON.stringify({ query, variables: query === statusQuery ? { number } : {} });

/** What the body of every right answer has in it: the application itself, not null. */
export const answersOf = (query: string) =>
  query === statusQuery ? '"application":{' : '"hello":"world"';
