import { addDays, compareDays, LegalDay } from '#kernel';
import { PAUSE_GROUNDS } from '#modules/calendar';
import { nodeName, openSteps, outcomeName, type FlowNode } from '#modules/flows';
import type { OpenStepView, WalkEventView, WalkView } from '../contract/index.ts';
import { WALK_BESIDE, type WalkBeside } from '../contract/walks.ts';
import { allows } from '../domain/states.ts';
import { clockView } from './clock-view.ts';
import { isSetAside } from './complete-step.ts';
import { needsOf } from './needs.ts';
import { beganWithApplication, type Walk, type WalkEvent } from './walk.ts';

type Lang = 'zh' | 'en';

/** Where a walk stands, for people: what is open with its outcomes, the clocks, what happened, what runs out next. */
export function walkView({ case: c, env, events }: Walk, lang: Lang): NonNullable<WalkView['walk']> {
  const { table, today, calendar } = env;
  const clocks = c.clocks.map((clock) => clockView(clock, today, calendar));
  const { statutory } = c.terms;
  const onApplication = beganWithApplication(events);
  const endedBeside = c.ending !== null && c.ending !== 'end';
  return {
    day: today,
    state: c.state,
    result: c.result,
    deemed: c.deemed,
    onApplication,
    beside: onApplication ? WALK_BESIDE.filter((act) => allowed(act)) : [],
    clocks,
    names: Object.fromEntries(table.nodes.map((node) => [node.id, nodeName(node, lang)])),
    open: endedBeside ? [] : openSteps(table, c.marking).map(({ node }) => openStepView(node)),
    events: events.filter(isTold).map((event) => eventView(event)),
    next: nextDay(clocks, today),
    fields: table.fields.map(({ name, type, values = [] }) => ({ name, type, values: [...values] })),
    grounds: (statutory?.pausableBy ?? []).map((ground) => ({
      ground,
      zh: PAUSE_GROUNDS[ground]?.zh ?? ground,
      en: PAUSE_GROUNDS[ground]?.en ?? ground,
    })),
    extension: statutory?.extension ? { max: statutory.extension.n, unit: statutory.extension.unit } : null,
  };

  function allowed(act: WalkBeside): boolean {
    const grounded = act !== 'suspend' || (statutory?.pausableBy ?? []).length > 0;
    return grounded && allows(c.state, act);
  }

  function openStepView(node: FlowNode): OpenStepView {
    const ended = !allows(c.state, 'complete') || isSetAside(env, c, node);
    const answered = node.kind === 'message';
    return {
      node: node.id,
      name: nodeName(node, lang),
      post: table.posts.find(({ id }) => id === node.post)?.name ?? '',
      answered: answered && !ended,
      outcomes: (ended ? [] : (node.outcomes ?? [])).map(({ code, label }) => ({
        code,
        label: outcomeName(table, node, code, lang) ?? label,
        needs: needsOf(table, c, node, code),
      })),
    };
  }

  function eventView(event: WalkEvent): WalkEventView {
    const node = nodeIn(event);
    const found = table.nodes.find(({ id }) => id === node);
    const outcome =
      event.kind === 'happened' && event.happening.kind === 'step-done' && found !== undefined
        ? (outcomeName(table, found, event.happening.outcome, lang) ?? null)
        : null;
    return {
      day: event.day,
      kind: event.kind === 'happened' ? event.happening.kind : event.kind,
      step: found === undefined ? null : nodeName(found, lang),
      outcome,
      to: event.kind === 'waited' ? event.to : null,
      clock: event.kind === 'late' ? event.clock.kind : null,
    };
  }
}

/** A change of a clock is told by what brought it about. */
function isTold(event: WalkEvent): boolean {
  return event.kind !== 'happened' || event.happening.kind !== 'clock-changed';
}

function nodeIn(event: WalkEvent): string | null {
  if (event.kind === 'late') return event.clock.node;
  return event.kind === 'happened' && 'node' in event.happening ? event.happening.node : null;
}

function nextDay(clocks: NonNullable<WalkView['walk']>['clocks'], today: LegalDay): LegalDay | null {
  const days = clocks.flatMap(({ state, lastDay }) =>
    state === 'running' && lastDay !== null ? addDays(LegalDay.parse(lastDay), 1) : [],
  );
  return days.filter((day) => day > today).toSorted(compareDays)[0] ?? null;
}
