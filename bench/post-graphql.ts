/** Sends a request as a client does. @returns the body of the answer, whatever it says. */
export async function postGraphql(
  { url }: { url: string },
  { body, token }: { body: string; token: string | null },
): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body,
  });
  return response.text();
}
