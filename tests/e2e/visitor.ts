import { usccCheckCharacter } from '#kernel';
import { ApplicationResponse } from '#modules/cases/contract';
import { PowerList } from '#modules/powers/contract';

const USCC = ((first17: string) => `${first17}${usccCheckCharacter(first17)}`)('91130200MA0T0UR12');

export type Receipt = ReturnType<typeof ApplicationResponse.parse>;

/** Applies as a citizen does; undefined when the program died before it answered. */
export async function apply(base: string, powerCode: string): Promise<Receipt | undefined> {
  try {
    const answer = await fetch(`${base}/api/v1/applications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base },
      body: JSON.stringify({
        powerCode,
        party: {
          kind: 'organisation',
          name: '演示·断电商贸有限公司',
          uscc: USCC,
          contact: '演示·甲',
          phone: '0315-0000000',
        },
        request: '申请办理本事项（演示）。',
        declared: true,
        noSecrets: true,
      }),
    });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return ApplicationResponse.parse(await answer.json());
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A licence that can be applied for online. */
export async function aLicence(base: string): Promise<string> {
  const answer = await fetch(`${base}/api/v1/powers?limit=100&type=01`);
  const found = PowerList.parse(await answer.json()).items.find(
    ({ status, name }) => status === 'in-force' && name.includes('成品油零售经营资格许可(核发)'),
  );
  if (found === undefined) throw new Error('no licence to apply for');
  return found.code;
}
