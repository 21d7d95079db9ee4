import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../demo/accounts.ts';
import type { Config } from '#platform/config';

/** Says where everything is, once it answers; addresses first, then the demonstration accounts. */
export async function printBanner(config: Config): Promise<void> {
  const local = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${config.port}`;
  for (let i = 0; i < 600; i += 1) {
    const up = await fetch(`${local}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    await sleep(100);
  }
  const lines = [
    '',
    '  澄明 Chengming',
    `  门户 portal     ${config.publicUrl}/`,
    `  工作台 desk     ${config.publicUrl}/desk`,
    `  账本 ledger     ${config.publicUrl}/ledger`,
    `  接口 API        ${config.publicUrl}/api/docs`,
    '',
  ];
  if (config.demo.load) {
    lines.push(`  演示账号，密码都是 / demonstration accounts, all with the password  ${DEMO_PASSWORD}`);
    for (const { account, what } of DEMO_ACCOUNTS) lines.push(`    ${account.padEnd(12)} ${what}`);
    lines.push(
      '  演示数据在后台继续载入，/readyz 可看进度。 The demonstration goes on loading; see /readyz.',
      '',
    );
  }
  console.log(lines.join('\n'));
}
