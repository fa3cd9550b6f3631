/** Labels of the values of enums, in every language. */

export { enumLabels } from './enum-labels.ts';
