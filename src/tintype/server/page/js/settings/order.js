// The queue's order, said by priorities: higher goes first, and of equal ones the older.

/** @typedef {{id: string, priority: number}} Placed */

export const HIGHEST = 10;

/** As the house gives them out. @template {Placed} T @param {T[]} jobs @returns {T[]} */
export const inOrder = (jobs) => [...jobs].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));

/**
 * The smallest priorities that put jobs into an order; null where there are not enough.
 * @param {Placed[]} ordered @param {number} [most] the highest one may give
 * @returns {Map<string, number>|null}
 */
export function priorities(ordered, most = HIGHEST) {
  const levels = ordered.map(() => 0);
  for (let i = ordered.length - 2; i >= 0; i--) levels[i] = levels[i + 1] + Number(ordered[i].id > ordered[i + 1].id);
  const base = Math.min(0, most - (levels[0] ?? 0));
  return base < -HIGHEST ? null : new Map(ordered.map((job, i) => [job.id, base + levels[i]]));
}

/** @template T @param {T[]} all @param {number} from @param {number} to @returns {T[]} */
export function moved(all, from, to) {
  const found = [...all];
  const [one] = found.splice(from, 1);
  found.splice(to, 0, one);
  return found;
}
