/** Statistics for everyone: perturbed numbers of persons in the cells of a closed lattice of groups and closed periods. */

export { createPublished, type Published } from './published.ts';
