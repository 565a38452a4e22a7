// What blind votes say of the models here, and how sure that is.
import { html, useEffect, useState } from "../preact.js";
import { get } from "../api.js";
import { models } from "../state.js";
import { t } from "../strings.js";
import { toastError } from "../ui/toast.js";

/** @typedef {{model: string, score: number, low: number, high: number, votes: number, won: number}} Standing */

export function Leaderboard() {
  const [found, setFound] = useState(/** @type {{standings: Standing[], votes: number}|null} */ (null));
  useEffect(() => { get("/leaderboard").then(setFound, toastError); }, []);
  if (!found) return null;
  const rows = found.standings;
  const low = Math.min(...rows.map((each) => each.low));
  const high = Math.max(...rows.map((each) => each.high));
  const at = (/** @type {number} */ score) => `${(100 * (score - low)) / Math.max(1, high - low)}%`;
  const settled = rows.length > 1 && rows[0].low > rows[1].high;
  return html`
    <section class="standings" aria-labelledby="standings-title"><h2 id="standings-title">${t.compareOf.leaderboard}</h2>
      ${!rows.length ? html`<p class="quiet">${t.compareOf.noVotes}</p>` : html`
        <p class="quiet">${t.compareOf.votes(found.votes)} ${settled ? t.compareOf.settled(title(rows[0].model)) : t.compareOf.open}</p>
        <table><thead><tr><th scope="col">${t.model}</th><th scope="col" class="number">${t.compareOf.score}</th><th scope="col" class="range">${t.compareOf.range}</th><th scope="col" class="number">${t.compareOf.won}</th></tr></thead>
          <tbody>${rows.map((each, i) => html`<tr key=${each.model}>
            <th scope="row"><i aria-hidden="true">${i + 1}</i>${title(each.model)}</th><td class="number">${Math.round(each.score)}</td>
            <td class="range"><span class="unseen">${t.compareOf.between(Math.round(each.low), Math.round(each.high))}</span><span class="bar-of" aria-hidden="true" style=${{ "--from": at(each.low), "--to": at(each.high), "--at": at(each.score) }}></span></td>
            <td class="number">${t.compareOf.wonOf(each.won, each.votes)}</td></tr>`)}</tbody>
        </table>
        <p class="small quiet">${t.compareOf.method}</p>`}
    </section>`;
}

/** @param {string} name */
const title = (name) => (models.value ?? []).find((each) => each.name === name)?.title ?? name;
