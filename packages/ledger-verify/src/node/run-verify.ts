import { readFile, rename, writeFile } from 'node:fs/promises';
import { fromBase64, fromUtf8, parseDecimal } from '../bytes.ts';
import { formatSeen, verifyLog, type LogSource, type Seen } from '../log.ts';
import { parseVerifierKey } from '../note.ts';
import { parsePolicy, type Policy } from '../policy.ts';
import { verifyProof } from '../proof.ts';
import { verifyReceipt } from '../receipt.ts';
import { checkJournalAt, checkRecordAt } from './check-record.ts';
import { nodeCrypto as c } from './crypto.ts';
import { folderSource, httpSource } from './source.ts';
import { say, type Lang } from './words.ts';

export type Output = { out(line: string): void; error(line: string): void };

export const USAGE = `ledger-verify --url URL|FOLDER [--state FILE] [--policy FILE] [--full] [--record RID] [--lang zh|en]
ledger-verify --receipt FILE --key VKEY
ledger-verify --proof FILE --entry FILE --policy FILE

--url     address of the instance (its log is at /ledger), or a folder with the log's files
--state   where the last checkpoint seen is kept; later visits prove that nothing was rewritten
--policy  whom you trust (C2SP tlog-policy); without it, what the instance itself publishes, which proves less
--full    read every entry and every tile
--record  check one record: its leaves, commitments, open values and proofs`;

type Options = ReadonlyMap<string, string>;

/** The verifier's command. Says in words what it found; 0 when everything holds, 1 when not, 2 for unusable arguments. */
export async function runVerify(args: readonly string[], io: Output): Promise<number> {
  try {
    return await verify(args, io);
  } catch (error) {
    // A file or an address that cannot be read proves nothing: said plainly, and never taken for success.
    io.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

async function verify(args: readonly string[], io: Output): Promise<number> {
  const options = parse(args);
  if (!options || options.has('help')) {
    io.out(USAGE);
    return options ? 0 : 2;
  }
  const lang: Lang = options.get('lang') === 'en' ? 'en' : 'zh';
  const text = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const bad = (line: string): number => {
    io.error(`✗ ${line}`);
    return 1;
  };
  if (options.has('receipt')) return checkReceipt(options, io, bad, lang);
  if (options.has('proof')) return checkProof(options, io, bad, lang);
  const url = options.get('url');
  if (url === undefined) {
    io.error(USAGE);
    return 2;
  }
  const remote = /^https?:/.test(url);
  const site = url.replace(/\/$/, '');
  const source = remote ? httpSource(`${site}/ledger`) : folderSource(url);
  const policy = await loadPolicy(options.get('policy'), source);
  if (typeof policy === 'string') return bad(policy);
  if (!options.has('policy'))
    io.out(
      text(
        '· 未给出信任策略，使用网站自己公布的：它只能说明账本前后一致，不能说明网站对所有人是同一本账。',
        '· no policy given: using the one the site publishes, which shows consistency but not that everybody sees the same log.',
      ),
    );
  if (options.has('record') && !remote)
    return bad(text('--record 需要网址', '--record needs an address, not a folder'));
  const seen = await loadSeen(options.get('state'));
  const report = await verifyLog(c, policy, source, { seen, full: options.has('full') });
  for (const finding of report.findings)
    bad(`${say(finding.code, lang)}${'path' in finding ? ` (${finding.path})` : ''}`);
  const { checkpoint } = report;
  if (report.findings.length > 0 || !checkpoint) return 1;
  io.out(
    text(
      `✓ 检查点：${checkpoint.origin}，${checkpoint.size} 条，${report.cosignatures.length} 方见证`,
      `✓ checkpoint: ${checkpoint.origin}, ${checkpoint.size} entries, ${report.cosignatures.length} witnesses`,
    ),
  );
  if (seen)
    io.out(
      text(
        `✓ 与上次看到的 ${seen.size} 条一致，没有改写`,
        `✓ consistent with the ${seen.size} entries seen before: nothing was rewritten`,
      ),
    );
  if (options.has('full'))
    io.out(
      text(`✓ 逐条核对 ${report.entries} 条和全部树数据`, `✓ read ${report.entries} entries and every tile`),
    );
  if (report.newestLeafAt !== undefined)
    io.out(
      text(
        `· 最新一条自称的时间 ${report.newestLeafAt}（自称，时间以检查点为准）`,
        `· newest leaf claims ${report.newestLeafAt} (a claim; the checkpoint is the time)`,
      ),
    );
  const times = report.cosignatures.map((cosignature) => Number(cosignature.time));
  if (report.newestLeafAt !== undefined && times.length > 0) {
    const lag = Math.min(...times) - Math.floor(Date.parse(report.newestLeafAt) / 1000);
    io.out(
      text(
        `· 最早的见证时间比最新一条自称的时间${lag < 0 ? '早' : '晚'} ${Math.abs(lag)} 秒`,
        `· the earliest witness signed ${Math.abs(lag)} s ${lag < 0 ? 'before' : 'after'} the time the newest leaf claims`,
      ),
    );
  }
  const rid = options.get('record');
  if (rid !== undefined) {
    const code = await checkRecord(site, rid, policy, io, bad, lang);
    if (code !== 0) return code;
  }
  const state = options.get('state');
  if (state !== undefined) {
    await writeFile(`${state}.part`, formatSeen(checkpoint));
    await rename(`${state}.part`, state);
  }
  return 0;
}

async function checkRecord(
  site: string,
  rid: string,
  policy: Policy,
  io: Output,
  bad: (line: string) => number,
  lang: Lang,
): Promise<number> {
  const { record, outcome, wrong } = await checkRecordAt(site, rid, policy, lang);
  const journal = await checkJournalAt(site, rid, policy, lang, outcome?.leaves[0]);
  const all = [...wrong, ...(journal.state === 'wrong' ? journal.wrong : [])];
  for (const line of all) bad(line);
  if (all.length > 0 || !record || !outcome) return 1;
  io.out(
    lang === 'zh'
      ? `✓ 记录 ${rid}：${record.revisions.length} 次修订都在账本里；公开 ${outcome.open} 项与存证一致，不公开 ${outcome.withheld} 项，依法遮蔽 ${outcome.erased} 项`
      : `✓ record ${rid}: all ${record.revisions.length} revisions are in the log; ${outcome.open} open fields are as committed, ${outcome.withheld} withheld, ${outcome.erased} erased`,
  );
  if (journal.state === 'proven') {
    const { at, commitment = '' } = journal.entry;
    io.out(
      lang === 'zh'
        ? `✓ 公开之前已在办理日志中存证：自称 ${at}，不晚于 ${journal.anchor} 锚定（承诺 ${commitment.slice(0, 16)}…）`
        : `✓ was in the journal before it was public: claims ${at}, anchored ${journal.anchor} at the latest (commitment ${commitment.slice(0, 16)}…)`,
    );
  }
  return 0;
}

async function checkReceipt(
  options: Options,
  io: Output,
  bad: (line: string) => number,
  lang: Lang,
): Promise<number> {
  const key = parseVerifierKey(c, options.get('key') ?? '');
  if (!key)
    return bad(
      lang === 'zh'
        ? '缺少 --key：回执公钥写在 /ledger/policy 里'
        : '--key is missing: the receipt key stands in /ledger/policy',
    );
  const outcome = verifyReceipt(c, key, await readFile(options.get('receipt') ?? '', 'utf8'));
  if (!outcome.ok) return bad(say(outcome.failure, lang));
  io.out(
    lang === 'zh'
      ? `✓ 回执由 ${outcome.receipt.issuer} 签发`
      : `✓ receipt signed by ${outcome.receipt.issuer}`,
  );
  for (const [name, value] of outcome.receipt.lines) io.out(`  ${name}  ${value}`);
  for (const file of outcome.receipt.files) io.out(`  file  ${file}`);
  return 0;
}

async function checkProof(
  options: Options,
  io: Output,
  bad: (line: string) => number,
  lang: Lang,
): Promise<number> {
  const policy = await loadPolicy(options.get('policy'), async () => undefined);
  if (typeof policy === 'string') return bad(policy);
  const entry = new Uint8Array(await readFile(options.get('entry') ?? ''));
  const outcome = verifyProof(c, policy, entry, await readFile(options.get('proof') ?? '', 'utf8'));
  if (!outcome.ok) return bad(say(outcome.failure, lang));
  io.out(
    lang === 'zh'
      ? `✓ 第 ${outcome.index} 条，在 ${outcome.checkpoint.size} 条的账本里`
      : `✓ entry ${outcome.index} of ${outcome.checkpoint.size}`,
  );
  return 0;
}

async function loadPolicy(file: string | undefined, source: LogSource): Promise<Policy | string> {
  const bytes = file === undefined ? await source('policy') : new Uint8Array(await readFile(file));
  const text = bytes && fromUtf8(bytes);
  if (text === undefined) return 'no policy: give one with --policy';
  const parsed = parsePolicy(c, text);
  return 'policy' in parsed ? parsed.policy : `policy line ${parsed.error.line}: ${parsed.error.reason}`;
}

async function loadSeen(file: string | undefined): Promise<Seen | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  if (
    typeof value !== 'object' ||
    value === null ||
    !('origin' in value) ||
    !('size' in value) ||
    !('root' in value)
  )
    throw new Error(`${file} is not a state file`);
  const size = parseDecimal(String(value.size));
  const root = fromBase64(String(value.root));
  if (size === undefined || root?.length !== 32) throw new Error(`${file} is not a state file`);
  return { origin: String(value.origin), size, root };
}

const FLAGS = new Set(['full', 'help']);
const NAMES = new Set(['url', 'state', 'policy', 'record', 'receipt', 'key', 'proof', 'entry', 'lang']);

function parse(args: readonly string[]): Options | undefined {
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i += 1) {
    const name = args[i]?.replace(/^--/, '') ?? '';
    if (FLAGS.has(name)) {
      options.set(name, 'true');
      continue;
    }
    const value = args[i + 1];
    if (!NAMES.has(name) || value === undefined) return undefined;
    options.set(name, value);
    i += 1;
  }
  return options;
}
