/** Hive Gateway as it comes; it forwards who asks to the subgraphs, which verify it. */
export const gatewayConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }: { request: { headers: Headers } }) => {
      const authorization = request.headers.get('authorization');
      return authorization ? { authorization } : {};
    },
  },
};
