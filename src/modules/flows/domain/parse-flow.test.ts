import { describe, expect, test } from 'vitest';
import { buildDraft } from './build-flow.ts';
import { layoutFlow } from './layout-flow.ts';
import { parseFlow } from './parse-flow.ts';
import { bytesOf, END, specOf, START, stepOf, xmlOf } from './flows.test-support.ts';

const good = await xmlOf(
  buildDraft(
    specOf([
      START('a'),
      stepOf('a', {
        to: [
          { to: 'b', outcome: 'yes', label: '是' },
          { to: 'end', outcome: 'no', label: '否' },
        ],
        statutoryLimit: { n: 5, unit: 'wd', article: '某法第五条' },
        documents: ['甲 & <乙>'],
        onTimer: {
          name: '超时',
          limit: { n: 3, unit: 'wd' },
          to: 'b',
          role: 'warn',
          article: undefined,
          interrupting: true,
        },
      }),
      stepOf('b', { kind: 'message', to: ['c'] }),
      stepOf('c', { kind: 'call', calls: { flow: 'other', version: 2, completes: 'on-end' }, to: ['end'] }),
      END,
    ]),
  ),
);

async function codesOf(xml: string): Promise<string[]> {
  const parsed = await parseFlow(bytesOf(xml));
  return parsed.ok ? [] : parsed.error.map((issue) => issue.code);
}

const swap = (from: string | RegExp, to: string) => {
  const changed = good.replace(from, to);
  if (changed === good) throw new Error(`nothing to replace: ${String(from)}`);
  return changed;
};

describe('parseFlow', () => {
  test('reads a flow of the profile with its drawing', async () => {
    const parsed = await parseFlow(bytesOf(good));
    expect(parsed.ok && parsed.value.nodes.length).toBe(9);
    expect(parsed.ok && Object.keys(parsed.value.diagram?.nodes ?? {}).length).toBe(9);
  });

  test('a file without a drawing has none', async () => {
    const parsed = await parseFlow(bytesOf(swap(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/u, '')));
    expect(parsed.ok && parsed.value.diagram).toBe(null);
  });

  test.each([
    ['not XML', 'hello', 'flows/not-xml'],
    ['unclosed XML', good.slice(0, 2000), 'flows/not-xml'],
    [
      'a document type',
      swap('<bpmn:definitions', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><bpmn:definitions'),
      'flows/doctype',
    ],
    [
      'an unknown gov attribute',
      swap('gov:role="act"', 'gov:role="act" gov:bribe="1"'),
      'flows/parser-warning',
    ],
    [
      'a foreign attribute',
      swap('gov:role="act"', 'gov:role="act" xmlns:x="urn:x" x:y="1"'),
      'flows/attribute-not-allowed',
    ],
    ['an unknown gov element', swap('<gov:action>', '<gov:secret /><gov:action>'), 'flows/parser-warning'],
    [
      'a foreign extension',
      swap('<gov:step>', '<x:y xmlns:x="urn:x" /><gov:step>'),
      'flows/element-not-allowed',
    ],
    [
      'a script',
      swap(
        /<bpmn:userTask id="a"/u,
        '<bpmn:scriptTask id="s"><bpmn:script>1</bpmn:script></bpmn:scriptTask><bpmn:userTask id="a"',
      ),
      'flows/element-not-allowed',
    ],
    [
      'an inclusive gateway',
      swap(/<bpmn:userTask id="a"/u, '<bpmn:inclusiveGateway id="s" /><bpmn:userTask id="a"'),
      'flows/element-not-allowed',
    ],
    [
      'multi-instance',
      swap(/(<bpmn:callActivity id="c"[^>]*>)/u, '$1<bpmn:multiInstanceLoopCharacteristics />'),
      'flows/attribute-not-allowed',
    ],
    [
      'documentation nobody sees',
      swap(/(<bpmn:callActivity id="c"[^>]*>)/u, '$1<bpmn:documentation>x</bpmn:documentation>'),
      'flows/attribute-not-allowed',
    ],
    ['a limit that is not a number', swap('gov:limit="1wd"', 'gov:limit="five"'), 'flows/bad-value'],
    ['a negative limit', swap('gov:limit="1wd"', 'gov:limit="-1wd"'), 'flows/bad-value'],
    ['a fraction', swap('gov:limit="1wd"', 'gov:limit="1.5wd"'), 'flows/bad-value'],
    ['a limit without a unit', swap('gov:limit="1wd"', 'gov:limit="1"'), 'flows/bad-value'],
    [
      'a risk level that does not exist',
      swap('gov:role="act"', 'gov:role="act" gov:risk="4"'),
      'flows/bad-value',
    ],
    [
      'a flag that is no flag',
      swap('gov:role="act"', 'gov:role="act" gov:keyPoint="yes"'),
      'flows/bad-value',
    ],
    ['a call without its version', swap('gov:calledVersion="2"', ''), 'flows/bad-value'],
    [
      'a duplicate id',
      swap('<bpmn:userTask id="a"', '<bpmn:userTask id="b" /><bpmn:userTask id="a"'),
      'flows/duplicate-id',
    ],
    ['a reference that leads nowhere', swap('targetRef="c"', 'targetRef="nowhere"'), 'flows/parser-warning'],
    [
      'a calendar timer',
      swap(
        /<bpmn:timerEventDefinition \/>/u,
        '<bpmn:timerEventDefinition><bpmn:timeDuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="bpmn:tFormalExpression">P5D</bpmn:timeDuration></bpmn:timerEventDefinition>',
      ),
      'flows/timer-in-calendar-time',
    ],
    [
      'a condition in JavaScript',
      swap('language="feel"', 'language="javascript"'),
      'flows/element-not-allowed',
    ],
    [
      'two processes',
      swap('</bpmn:definitions>', '<bpmn:process id="p2" /></bpmn:definitions>'),
      'flows/one-process',
    ],
    ['a flow that does not say what it is', swap(/<gov:flow [^>]*\/>/u, ''), 'flows/missing'],
  ])('refuses %s', async (_what, xml, code) => {
    expect(await codesOf(xml)).toContain(code);
  });

  test('names the element', async () => {
    const parsed = await parseFlow(bytesOf(swap('gov:limit="1wd"', 'gov:limit="-1wd"')));
    expect(parsed.ok ? [] : parsed.error).toEqual([
      expect.objectContaining({
        code: 'flows/bad-value',
        element: 'a',
        name: '步骤a',
        data: { what: 'gov:limit', value: '-1wd' },
      }),
    ]);
  });

  test('refuses what is not UTF-8 and what is too large', async () => {
    const notText = await parseFlow(new Uint8Array([0xff, 0xfe, 0x00]));
    const large = await parseFlow(new Uint8Array(2_000_001));
    expect([notText.ok || notText.error[0]?.code, large.ok || large.error[0]?.code]).toEqual([
      'flows/not-xml',
      'flows/too-large',
    ]);
  });

  test('a layout needs a flow that runs forward', () => {
    const draft = buildDraft(
      specOf([START('a'), stepOf('a', { to: ['b'] }), stepOf('b', { to: ['a'] }), END]),
    );
    expect(layoutFlow(draft).ok).toBe(false);
  });
});
