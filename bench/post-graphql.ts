/** Sends a request like a client. @returns the body of the response, whatever it contains. */
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
