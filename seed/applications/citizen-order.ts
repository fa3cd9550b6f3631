import { permutationOf } from '../random.ts';

/**
 * Applications come in blocks of 100 from 60 citizens, spread over the whole time by a permutation:
 * who files an application follows from its index alone, and every citizen has 1 to 6.
 */
const block = { applications: 100, citizens: 60 } as const;

/** How many further applications the first citizens of a block have, beyond their first. */
const furtherApplications: readonly number[] = [5, 4, 3, 3, ...repeat(2, 6), ...repeat(1, 13)];

const citizenInBlock = fillBlock();

/** How many citizens file this number of applications. */
export function citizensOf(applications: number): number {
  return Math.ceil((applications * block.citizens) / block.applications);
}

/** The citizen who files an application; the first citizen files the first one. */
export function citizenOrder(seed: number, applications: number): (application: number) => number {
  const permute = permutationOf(seed, 'citizenOrder', applications);
  const placeOfFirst = permute(0);
  return (application) => {
    const drawn = permute(application);
    // The first application is exchanged with the one that drew place 0.
    const place = application === 0 ? 0 : drawn === 0 ? placeOfFirst : drawn;
    const within = citizenInBlock[place % block.applications] ?? 0;
    return Math.floor(place / block.applications) * block.citizens + within;
  };
}

/**
 * The citizen of each place of a block. A new citizen comes in whenever `citizensOf` grows, so a
 * last, incomplete block leaves none without an application; the other places go to citizens with
 * several applications, all of whom have come in by then.
 */
function fillBlock(): number[] {
  const further = furtherApplications.flatMap((count, citizen) => repeat(citizen, count));
  const places: number[] = [];
  for (let place = 0; place < block.applications; place += 1) {
    const citizens = citizensOf(place);
    places.push(citizensOf(place + 1) > citizens ? citizens : (further.shift() ?? 0));
  }
  return places;
}

function repeat(value: number, count: number): number[] {
  return Array.from({ length: count }, () => value);
}
