import {
  consistencyPath,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  tilePath,
  toBase64,
  verifyReceipt,
} from '@chengming/ledger-verify';
import { httpSource, nodeCrypto } from '@chengming/ledger-verify/node';
import {
  EnrolmentCard,
  FilingOverview,
  Inbox,
  Made,
  PackageDetail,
  Reconciliation,
  Taken,
  type RecipientRow,
} from '#modules/filing/contract';
import { expectThat, until, Visitor } from './client.ts';
import { of, type Say, type Staff } from './staff.ts';

/** Accounts of the bodies above, by what they are to the bureau. */
const ABOVE = { 'government-office': 'city', 'line-department': 'province' } as const;

/**
 * 备案: what the tour changed goes up to both bodies above, each with a receipt that verifies; comments come down and the list
 * is reconciled; the witness above cosigns the ledger.
 */
export async function fileUpward(base: string, staff: Staff, changed: string, say: Say): Promise<void> {
  const overview = async () =>
    FilingOverview.parse(await of(staff, 'register').json('/api/v1/filings', '备案报送'));
  const { recipients, code } = await overview();
  for (const [kind, account] of Object.entries(ABOVE)) {
    const recipient = recipients.find((one) => one.kind === kind);
    expectThat(recipient !== undefined, `没有登记接收机关：${kind}`);
    const sent = await file(staff, recipient, of(staff, account));
    expectThat(
      sent.changes.some((one) => one.part === 'catalogue' && one.code === changed),
      '报送的变化里没有刚公布的版本',
    );
    await checkReceipt(base, recipient.code, sent);
    say(
      `✓ 备案：向${recipient.name}报第 ${sent.number} 包，只报 ${sent.changes.length} 处变化，回执核验通过`,
    );
  }
  await commentOn(staff, changed, await overview());
  const upper = of(staff, ABOVE['government-office']);
  const { senders } = Inbox.parse(await upper.json('/api/v1/filing-inbox', '下级备案'));
  const sender = senders.find((one) => one.code === code);
  expectThat(sender !== undefined, '上级没有登记报送机关');
  const path = `/api/v1/filing-senders/${sender.id}/reconciliation`;
  const { differences } = Reconciliation.parse(await upper.json(path, '对账'));
  say(`✓ 上级逐项提意见、意见已取回；与参照目录对账，差异 ${differences.length} 处`);
  say(`✓ 上级见证了账本，到第 ${await witness(base)} 条`);
}

/** Prepared by one, signed by another; carried over by hand, the receipt brought back. What lies unfinished is taken back. */
async function file(staff: Staff, { id: recipientId, open, url }: RecipientRow, upper: Visitor) {
  const [register, chief] = [of(staff, 'register'), of(staff, 'chief')];
  if (open !== null) {
    const taken = await register.call(`/api/v1/filings/${open.id}/withdrawal`, { method: 'POST' });
    expectThat(taken.status === 204, `撤回没有报完的一包：${taken.status}`);
  }
  const { id } = Made.parse(await register.json('/api/v1/filings', '准备报送', { json: { recipientId } }));
  const path = `/api/v1/filings/${id}`;
  const read = async () => PackageDetail.parse(await register.json(path, '报送包'));
  const { digest } = await read();
  const own = await register.call(`${path}/signature`, { json: { digest } });
  expectThat(own.status === 403, `准备的人竟然能签发：${own.status}`);
  const signed = await chief.call(`${path}/signature`, { json: { digest } });
  expectThat(signed.status === 204, `签发：${signed.status}`);
  if (url === null) {
    const document: unknown = await register.json(`${path}/package`, '导出报送文件');
    const altered = await upper.call('/api/v1/filing-inbox', { json: alter(document) });
    expectThat(altered.status === 403, `改动过的报送包没有被拒收：${altered.status}`);
    const { receipt } = Taken.parse(await upper.json('/api/v1/filing-inbox', '收下', { json: document }));
    const again = await upper.call('/api/v1/filing-inbox', { json: document });
    expectThat(again.status === 409, `同一包收了两次：${again.status}`);
    const back = await register.call(`${path}/receipt`, { json: { receipt } });
    expectThat(back.status === 204, `带回回执：${back.status}`);
  }
  return until('收到回执', 30, async () => {
    const one = await read();
    return one.state === 'received' ? one : undefined;
  });
}

function alter(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document).replace('"kind":"changes"', '"kind":"full"'));
}

async function checkReceipt(base: string, code: string, { id, digest, receipt }: PackageDetail) {
  const anybody = new Visitor(base);
  const card = EnrolmentCard.parse(await anybody.json(`/api/v1/filing-cards/${code}`, '登记卡'));
  const key = parseVerifierKey(nodeCrypto, card.keys.receipt);
  const outcome = key && verifyReceipt(nodeCrypto, key, receipt ?? '');
  expectThat(outcome?.ok === true, '备案回执核验不通过');
  const { lines } = outcome.receipt;
  expectThat(lines.get('about') === id && lines.get('digest') === digest, '备案回执说的不是这一包');
}

/** The government office comments on what was changed; the document is carried down. */
async function commentOn(staff: Staff, code: string, { recipients }: FilingOverview): Promise<void> {
  const last = recipients.find(({ kind }) => kind === 'government-office')?.last;
  expectThat(last !== undefined && last !== null, '没有收到过的报送包');
  const upper = of(staff, ABOVE['government-office']);
  const comment = { part: 'catalogue', code, kind: 'suggest', text: '建议同时更新办事指南（巡检演示）' };
  Made.parse(await upper.json(`/api/v1/filing-inbox/${last.id}/comments`, '提意见', { json: comment }));
  const document = await upper.json(`/api/v1/filing-inbox/${last.id}/remarks`, '导出意见');
  const register = of(staff, 'register');
  await register.json(`/api/v1/filings/${last.id}/remarks`, '取回意见', { json: document });
  const { remarks } = PackageDetail.parse(await register.json(`/api/v1/filings/${last.id}`, '报送包'));
  expectThat(
    remarks.some((one) => one.code === code && one.text === comment.text),
    '意见没有回到报送包',
  );
}

/** Asks the witness above for its cosignature on the newest checkpoint (C2SP tlog-witness); answers with the size it saw. */
async function witness(base: string): Promise<bigint> {
  const anybody = new Visitor(base);
  const note = await anybody.text('/ledger/checkpoint', '检查点');
  const size = parseCheckpoint(parseNote(note)?.text ?? '')?.size;
  expectThat(size !== undefined, '检查点格式不对');
  const source = httpSource(`${base}/ledger`);
  const ask = async (old: bigint): Promise<Response> => {
    const path = await consistencyPath(nodeCrypto, old, size, async (tile) => {
      const bytes = await source(tilePath(tile));
      expectThat(bytes !== undefined, `账本缺少 ${tilePath(tile)}`);
      return bytes;
    });
    const body = `old ${old}\n${path.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
    return fetch(`${base}/witness/add-checkpoint`, { method: 'POST', body });
  };
  const first = await ask(0n);
  const answer = first.status === 409 ? await ask(BigInt((await first.text()).trim())) : first;
  expectThat(answer.status === 200, `上级不见证：${answer.status}`);
  return size;
}
