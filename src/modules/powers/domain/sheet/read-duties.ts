import type { PowerContent } from '../content.ts';
import { NOT_GIVEN, readCitations } from './citations.ts';
import { isNumbered, readEntries } from './entries.ts';
import type { Change, Reading } from './read-item.ts';
import { NOTHING_HERE } from './write-item.ts';

type Duty = PowerContent['duties'][number];
type Clause = PowerContent['accountability'][number];

/** A duty that a list gives no stage. */
const NO_STAGE = '责任事项';
/** `受理：…`, `受理责任：…`; longer openings are the sentence itself. */
const STAGE = /^([^：:\n，,。；;《]{1,30})[：:]\s*/;

/** Duties with their stages, and the articles they rest on; the post of a stage stays with it. */
export function readDuties({ text, has, before, say }: Reading): Change {
  const duties: Duty[] = has('duties')
    ? readEntries(text('duties')).map((entry) => {
        const stage = STAGE.exec(entry);
        return {
          stage: stage?.[1]?.trim() ?? NO_STAGE,
          content: stage ? entry.slice(stage[0].length) : entry,
          basis: [],
        };
      })
    : (before?.duties ?? []).map((duty) => ({ ...duty, basis: [] }));
  const bases = has('dutyBasis')
    ? matchBases(text('dutyBasis'), duties)
    : duties.map(({ stage }) => before?.duties.find((one) => one.stage === stage)?.basis ?? []);
  if (bases === undefined) {
    say('dutyBasis', 'warning', 'import/duty-unmatched');
    return {
      duties: duties.map((duty, i) =>
        withPost(duty, i === 0 ? readCitations(text('dutyBasis')) : [], before),
      ),
    };
  }
  return { duties: duties.map((duty, i) => withPost(duty, bases[i] ?? [], before)) };
}

function withPost(duty: Duty, basis: Duty['basis'], before: PowerContent | undefined): Duty {
  const post = duty.post ?? before?.duties.find(({ stage }) => stage === duty.stage)?.post;
  return { ...duty, ...(post === undefined ? {} : { post }), basis };
}

/** The citations of each duty: by stage, by number, or one line a duty. `undefined` when they cannot be told apart. */
function matchBases(text: string, duties: readonly Duty[]): Duty['basis'][] | undefined {
  const bases: Duty['basis'][] = duties.map(() => []);
  if (text === '') return bases;
  const entries = readEntries(text);
  const next = new Map<string, number>();
  const stages = entries.map((entry) => {
    const stage = STAGE.exec(entry);
    if (!stage) return undefined;
    const name = stage[1]?.trim() ?? '';
    const at = duties.findIndex((duty, i) => duty.stage === name && i >= (next.get(name) ?? 0));
    if (at === -1) return undefined;
    next.set(name, at + 1);
    return { at, cited: entry.slice(stage[0].length) };
  });
  const byStage = stages.every((one) => one !== undefined);
  if (!byStage && !isNumbered(text) && entries.length !== duties.length) return undefined;
  if (!byStage && entries.length > duties.length) return undefined;
  for (const [i, entry] of entries.entries()) {
    const { at, cited } = byStage ? (stages[i] ?? { at: i, cited: entry }) : { at: i, cited: entry };
    bases[at] = readCitations(cited);
  }
  return bases;
}

/** Situations that are answered for, by whom, on what article: line by line; one 追责对象 may stand for all. */
export function readAccountability({ text, has, before, say }: Reading): Change {
  const old = before?.accountability ?? [];
  const situations = has('situations')
    ? readEntries(text('situations'))
    : old.map(({ situation }) => situation);
  const who = has('who') ? readEntries(text('who')) : old.map((clause) => clause.who);
  const bases = has('situationBasis')
    ? readEntries(text('situationBasis')).map((entry) => (entry === NOTHING_HERE ? [] : readCitations(entry)))
    : situations.map((one) => old.find(({ situation }) => situation === one)?.basis ?? []);
  const shared = situations.length > 1 && bases.length === 1 ? bases[0] : undefined;
  const clauses = situations.map((situation, i): Clause => ({
    situation,
    who: who[i] ?? who.at(-1) ?? NOT_GIVEN,
    basis: shared ?? bases[i] ?? [],
  }));
  if (situations.length > 0 && who.length !== 1 && who.length !== situations.length)
    say(has('who') ? 'who' : 'situations', 'warning', 'import/who-missing');
  return { accountability: clauses };
}
