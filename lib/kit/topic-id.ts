/** The most characters of a topic's id, with which others find it. */
export const longestTopicId = 100;

/**
 * The id of a topic: lower-case letters, digits and hyphens, with at least one letter. Eight digits would be the id of a
 * unit, and those of everything else that has an id contain `_`.
 */
export const isTopicId = (id: string): boolean =>
  id.length <= longestTopicId && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && /[a-z]/.test(id);
