import type { Hono } from 'hono';
import { Rid } from '#kernel';
import { ledgerHealth } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import { portalGet, type HttpEnv } from '#platform/http';
import type { PortalKit } from '#platform/portal';
import { LedgerPage, ledgerWords } from './ledger-page.tsx';
import { VerifyPage, verifyWords } from './verify-page.tsx';

/** `/ledger` and `/verify`. `verifier` is the address of the bundled script; without it the page offers the commands only. */
export function ledgerPages(
  app: Hono<HttpEnv>,
  ctx: AppContext,
  kit: PortalKit,
  verifier: string | undefined,
): void {
  const { publicUrl } = ctx.config;
  portalGet(app, '/ledger', async (c) =>
    kit.page(c, {
      title: ledgerWords.title,
      section: 'ledger',
      body: <LedgerPage health={await ledgerHealth(ctx.db)} publicUrl={publicUrl} />,
    }),
  );
  portalGet(app, '/verify', (c) => {
    const rid = Rid.safeParse(c.req.query('rid'));
    const rev = /^[1-9]\d{0,8}$/.exec(c.req.query('rev') ?? '')?.[0];
    return kit.page(c, {
      title: verifyWords.title,
      section: 'ledger',
      ...(verifier === undefined ? {} : { scripts: [verifier] }),
      body: (
        <VerifyPage
          publicUrl={publicUrl}
          rid={rid.success ? rid.data : undefined}
          rev={rev === undefined ? undefined : Number(rev)}
        />
      ),
    });
  });
}
