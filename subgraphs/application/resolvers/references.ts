/** References to entities of the directory: the gateway fetches the rest there. */
export const unitReference = (id: string) => ({ id });
export const topicReference = (id: string) => ({ id });
export const placeReference = (code: string) => ({ code });
