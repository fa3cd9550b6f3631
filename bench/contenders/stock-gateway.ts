import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { authenticate, configuration } from './common.ts';
import { createStockGateway, type StockGatewayContext } from './stock-apollo-gateway.ts';

/** Apollo Gateway over the supergraph file given. */
const gateway = createStockGateway(readFileSync(process.argv[2] ?? '', 'utf8'));
const server = new ApolloServer<StockGatewayContext>({ gateway });
await startStandaloneServer(server, {
  listen: { host: configuration.HOST, port: configuration.PORT },
  context: async ({ req }) => {
    await authenticate(req.headers.authorization);
    return { authorization: req.headers.authorization };
  },
});
