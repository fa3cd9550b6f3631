import type { Resolvers } from '../generated.ts';
import { Citizen } from './Citizen.ts';
import { Query } from './Query.ts';
import { Viewer } from './Viewer.ts';

export const resolvers: Resolvers = { Citizen, Query, Viewer };
