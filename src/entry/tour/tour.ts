import {
  fromUtf8,
  parsePolicy,
  parseRecord,
  parseVerifierKey,
  utf8,
  verifyLog,
  verifyProof,
  verifyReceipt,
  verifyRecord,
  type Policy,
} from '@chengming/ledger-verify';
import { httpSource, nodeCrypto } from '@chengming/ledger-verify/node';
import { z } from 'zod';
import { ApplicationResponse, CaseDetail } from '#modules/cases/contract';
import { DraftList, Drafted, PowerList, VersionDetail } from '#modules/powers/contract';
import { legalDayOf, usccCheckCharacter } from '#kernel';
import { clearPowers } from './clear-powers.ts';
import { expectThat, until, Visitor } from './client.ts';
import { fileUpward } from './file-upward.ts';
import { handle } from './handle.ts';
import { logIn, of, type Say, type Staff } from './staff.ts';

/**
 * The whole main job over HTTP, as outside people would do it: read, adjust a power through all signatures, clear the list of
 * an office, resolve it, file what changed with the bodies above, apply, handle the case along its flow, follow it, and prove
 * everything with the public verifier. Throws `TourFailure`.
 */
export async function runTour(base: string, say: Say): Promise<void> {
  const citizen = new Visitor(base);
  await until('服务就绪', 100, async () =>
    (await citizen.call('/readyz')).status === 200 ? true : undefined,
  );
  say('✓ 服务就绪');
  const policy = await readPolicy(citizen);
  const power = await lookAround(citizen, policy, say);
  const staff = await logIn(base, say);
  await adjust(citizen, staff, power, policy, say);
  await clearPowers(staff, say);
  await fileUpward(base, staff, power.code, say);
  const application = await apply(citizen, power, say);
  const done = await handle({ staff, rid: application.rid, say });
  await followCase(citizen, application, done, say);
  await publicPages(citizen, done, policy, say);
  const report = await verifyLog(nodeCrypto, policy, httpSource(`${base}/ledger`), { full: true });
  expectThat(report.findings.length === 0, `账本核验：${JSON.stringify(report.findings[0])}`);
  say(`✓ 账本 ${report.entries} 条逐条核验通过，${report.cosignatures.length} 方见证`);
}

type PowerRef = { readonly code: string; readonly rid: string };

async function readPolicy(citizen: Visitor): Promise<Policy> {
  const parsed = parsePolicy(nodeCrypto, await citizen.text('/ledger/policy', '信任策略'));
  expectThat('policy' in parsed, '信任策略格式不对');
  return parsed.policy;
}

async function lookAround(citizen: Visitor, policy: Policy, say: Say): Promise<PowerRef> {
  for (const path of [
    '/',
    '/en',
    '/agencies',
    '/powers',
    '/cases',
    '/obligations',
    '/ledger',
    '/verify',
    '/my',
  ])
    await citizen.text(path, '页面');
  const list = PowerList.parse(await citizen.json('/api/v1/powers?limit=100&type=01', '权责清单'));
  // Its whole flow is at posts that have a demonstration account.
  const found = list.items.find(
    (item) => item.status === 'in-force' && item.name.includes('成品油零售经营资格许可(核发)'),
  );
  expectThat(found !== undefined, '清单里没有现行有效的许可');
  const page = await citizen.text(`/powers/${found.code}`, '职权页');
  expectThat(page.includes(`/records/${found.rid}`), '职权页没有链接到它的记录');
  expectThat(
    (await citizen.text(`/powers/${found.code}/flow.svg`, '流程图')).includes('<svg'),
    '流程图不是 SVG',
  );
  expectThat(
    (await citizen.text(`/powers/${found.code}/flow.bpmn`, '流程文件')).includes('definitions'),
    '流程文件不是 BPMN',
  );
  await citizen.text(`/powers/${found.code}/versions`, '版本');
  await proveRecord(citizen, policy, found.rid);
  say(`✓ 首页、清单、职权、流程图都在；${found.code} 的记录已用公开证明核对`);
  return found;
}

/** Leaf, proof and commitments of a record, with the public verifier. */
async function proveRecord(citizen: Visitor, policy: Policy, rid: string): Promise<void> {
  const record = parseRecord(await citizen.json(`/records/${rid}`, '记录'));
  expectThat(record !== undefined, '记录格式不对');
  const leaves = new Map<number, Uint8Array>();
  for (const { rev } of record.revisions) {
    const leaf = await citizen.bytes(`/records/${rid}/${rev}/leaf`, '账本条目');
    leaves.set(rev, leaf);
    const proof = fromUtf8(await citizen.bytes(`/records/${rid}/${rev}/proof`, '证明')) ?? '';
    const outcome = verifyProof(nodeCrypto, policy, leaf, proof);
    expectThat(outcome.ok, `证明不成立：${rid}/${rev}`);
  }
  const outcome = verifyRecord(nodeCrypto, record, leaves);
  expectThat(outcome.findings.length === 0, `记录与账本不符：${JSON.stringify(outcome.findings[0])}`);
}

async function adjust(
  citizen: Visitor,
  staff: Staff,
  power: PowerRef,
  policy: Policy,
  say: Say,
): Promise<void> {
  const drafts = DraftList.parse(
    await of(staff, 'head').json('/api/v1/powers/drafts?limit=100', '未公布版本'),
  );
  const open = drafts.items.find((item) => item.code === power.code);
  const current = z
    .object({ content: z.record(z.string(), z.unknown()), n: z.int() })
    .parse(await citizen.json(`/powers/${power.code}`, '现行版本'));
  const content = {
    ...current.content,
    workDiscipline: [
      ...z.array(z.string()).parse(current.content['workDiscipline']).slice(0, 12),
      `巡检 ${new Date().toISOString()}`,
    ],
  };
  const versionId =
    open?.versionId ??
    Drafted.parse(
      await of(staff, 'head').json(`/api/v1/powers/${power.code}/adjust`, '发起调整', {
        json: { reason: '巡检：增加一条工作纪律', changeBasis: '领导小组研究意见（演示）', content },
      }),
    ).versionId;
  const read = async (who: string) =>
    VersionDetail.parse(await of(staff, who).json(`/api/v1/power-versions/${versionId}`, '读版本'));
  const act = async (who: string, name: string): Promise<void> => {
    const { rowVersion } = await read('head');
    await of(staff, who).json(`/api/v1/power-versions/${versionId}/acts`, `${who} ${name}`, {
      json: { act: name },
      headers: { 'if-match': `"${rowVersion}"` },
    });
  };
  const refused = await of(staff, 'supervisor').call(`/api/v1/power-versions/${versionId}/acts`, {
    json: { act: 'sign' },
    headers: { 'if-match': '"1"' },
  });
  expectThat(refused.status === 403, '监督岗位竟然能签字');
  if ((await read('head')).state === 'draft') await act('head', 'sign');
  if ((await read('head')).state === 'signed') await act('leader', 'countersign');
  if ((await read('head')).state === 'countersigned') await act('register', 'pass');
  const { rowVersion } = await read('head');
  const published = z.object({ n: z.int(), rid: z.string() }).parse(
    await of(staff, 'register').json(`/api/v1/power-versions/${versionId}/publish`, '公布', {
      json: { effectiveFrom: legalDayOf(new Date()) },
      headers: { 'if-match': `"${rowVersion}"` },
    }),
  );
  await until('新版本进入账本', 20, async () =>
    (await citizen.call(`/records/${published.rid}/leaf`)).status === 200 ? true : undefined,
  );
  await proveRecord(citizen, policy, published.rid);
  await citizen.text(`/powers/${power.code}/diff/${published.n - 1}/${published.n}`, '版本比较');
  say(`✓ 职权调整：处室签字、分管领导审签、领导小组审核、公布为第 ${published.n} 版，已存证`);
}

export type Application = z.infer<typeof ApplicationResponse>;

async function apply(citizen: Visitor, power: PowerRef, say: Say): Promise<Application> {
  const first17 = '91130200MA0TOUR12'.replaceAll('O', '0');
  const party = {
    kind: 'organisation',
    name: '演示·巡检商贸有限公司',
    uscc: `${first17}${usccCheckCharacter(first17)}`,
    contact: '演示·联系人',
    phone: '0315-0000000',
  };
  await citizen.text(`/powers/${power.code}/apply`, '申请页');
  const bad = await citizen.call('/api/v1/applications', {
    json: {
      powerCode: power.code,
      party: { ...party, uscc: '1' },
      request: '申请',
      declared: true,
      noSecrets: true,
    },
  });
  expectThat(bad.status === 422, `错误的信用代码没有被拒绝：${bad.status}`);
  const receipt = ApplicationResponse.parse(
    await citizen.json('/api/v1/applications', '提交申请', {
      json: {
        powerCode: power.code,
        party,
        request: '申请办理本事项（巡检演示）。',
        declared: true,
        noSecrets: true,
      },
    }),
  );
  const text = await citizen.text('/ledger/policy', '信任策略');
  const key = parseVerifierKey(nodeCrypto, /^# receipt (\S+)$/m.exec(text)?.[1] ?? '');
  expectThat(key !== undefined, '策略里没有回执公钥');
  expectThat(verifyReceipt(nodeCrypto, key, receipt.note).ok, '回执不能离线核验');
  expectThat(!verifyReceipt(nodeCrypto, key, receipt.note.replace('2', '3')).ok, '改动过的回执居然通过');
  expectThat(utf8(receipt.code).length > 16, '查询码太短');
  say('✓ 提交申请，回执离线核验通过，改一个字就不通过');
  return receipt;
}

async function followCase(
  citizen: Visitor,
  application: Application,
  done: CaseDetail,
  say: Say,
): Promise<void> {
  const mine = CaseDetail.parse(
    await citizen.json('/api/v1/applications/current', '我的办件', {
      headers: { 'receipt-code': application.code },
    }),
  );
  expectThat(mine.number === done.number && mine.decision !== null, '申请人看到的与承办人不一致');
  expectThat(
    mine.clocks.some((clock) => clock.derivation.length > 0),
    '期限没有推算过程',
  );
  const opened = await citizen.call('/my', { form: { code: application.code } });
  expectThat(opened.status === 303 || opened.status === 200, `用查询码打开办件：${opened.status}`);
  const address = opened.headers.get('location') ?? '/my';
  expectThat((await citizen.text(address, '我的办件')).includes(done.number ?? '—'), '我的办件页没有受理号');
  const wrong = await citizen.call('/api/v1/applications/current', {
    headers: { 'receipt-code': 'AAAA-AAAA-AAAA-AAAA-AAAA' },
  });
  expectThat(wrong.status >= 400, '错误的查询码能打开办件');
  say(`✓ 申请人凭查询码看到 ${done.number} 的决定和每个期限的推算`);
}

async function publicPages(citizen: Visitor, done: CaseDetail, policy: Policy, say: Say): Promise<void> {
  await until('办件记录进入账本', 20, async () =>
    (await citizen.call(`/records/${done.rid}/leaf`)).status === 200 ? true : undefined,
  );
  await proveRecord(citizen, policy, done.rid);
  const record = await citizen.text(`/records/${done.rid}`, '办件记录页');
  for (const own of ['0315-0000000', '演示·联系人'])
    expectThat(!record.includes(own), `记录页泄露了联系人：${own}`);
  await until('办件出现在公开页', 20, async () =>
    (await citizen.call(`/cases/${done.number}`)).status === 200 ? true : undefined,
  );
  say(`✓ 公开页 /cases/${done.number} 和它的存证一致`);
}
