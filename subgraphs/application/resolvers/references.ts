/** References to entities of the directory: the gateway fetches the rest there. */
export const unitReference = (id: string) => ({ id });
/** Null if there is no unit. */
export const optionalUnit = (id: string | null | undefined) =>
  id == null ? null : unitReference(id);
export const topicReference = (id: string) => ({ id });
export const placeReference = (code: string) => ({ code });
export const optionalPlace = (code: string | null) => (code === null ? null : placeReference(code));
