import type { ApplicationDocument } from './application.model.ts';

/** The rating of the present answer; null if there is none. An earlier answer has its own rating. */
export function ratingOf({
  rating,
  answeredAt,
}: Pick<ApplicationDocument, 'rating' | 'answeredAt'>): ApplicationDocument['rating'] {
  return rating !== null && answeredAt !== null && rating.ratedAt >= answeredAt ? rating : null;
}
