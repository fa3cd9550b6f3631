import { randomUUID } from 'node:crypto';

/** A request with one citizen's token. */
export interface Ask {
  token: string;
  /** The values from which the variables are built. */
  given: Readonly<Record<string, unknown>>;
}

/** One kind of request, sent to several contenders. */
interface Load {
  query: string;
  connections: number;
  variablesOf(given: Ask['given']): Record<string, unknown>;
  /** Whether every request must be unique and is therefore created when it is sent. */
  unique: boolean;
  /** A text in the body of every correct response: the object itself, not null. */
  answers: string;
  /** Replaces values that differ between responses to the same request, if they have the right form. */
  common(name: string, value: unknown): unknown;
}

/** The status query of a citizen's client. */
const statusQuery = /* GraphQL */ `
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

const filing = /* GraphQL */ `
  mutation File($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      number
      type
      stage
      filedAt
      targetDate
      statutoryDate
    }
  }
`;

/** The forms of the values that are new in each filing. */
const newForms: Readonly<Record<string, RegExp>> = {
  number: /^\d{10}$/,
  filedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

const asItIs = (_name: string, value: unknown) => value;

export const loads = {
  status: {
    query: statusQuery,
    connections: 32,
    variablesOf: ({ number }) => ({ number }),
    unique: false,
    answers: '"application":{',
    common: asItIs,
  },
  hello: {
    query: '{ hello }',
    connections: 32,
    variablesOf: () => ({}),
    unique: false,
    answers: '"hello":"world"',
    common: asItIs,
  },
  filing: {
    query: filing,
    connections: 16,
    variablesOf: (given) => ({ input: { ...given, idempotencyKey: randomUUID() } }),
    unique: true,
    answers: '"fileApplication":{',
    common: (name, value) => (newForms[name]?.test(String(value)) ? 'new' : value),
  },
} as const satisfies Record<string, Load>;

export type LoadName = keyof typeof loads;

export const loadNamed = (name: LoadName): Load => loads[name];

export const bodyOf = ({ query, variablesOf }: Load, { given }: Ask) =>
  JSON.stringify({ query, variables: variablesOf(given) });

export const isRight = ({ answers }: Load, body: string) =>
  body.includes(answers) && !body.includes('"errors"');
