/**
 * Hive Gateway with its default settings; it forwards the token to the subgraphs, which verify it.
 */
export const gatewayConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }: { request: { headers: Headers } }) => {
      const authorization = request.headers.get('authorization');
      return authorization ? { authorization } : {};
    },
  },
};
