import { createRoute } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from './api-route.ts';
import { createHttpApp } from './app.ts';
import type { AppContext } from '#platform/context';

const context = { config: { uploadLimitBytes: 1_000, trustProxy: false }, log: { error: () => undefined } };
const app = createHttpApp(unsafeContext(context), () => 'page');
const api = createApi();
const Body = z.strictObject({
  name: z.string().min(1).max(5),
  kind: z.enum(['a', 'b']).optional(),
  n: z.int().max(9).optional(),
  list: z.array(z.string()).max(1).optional(),
  code: z.string().regex(/^\d+$/).optional(),
});
api.openapi(
  createRoute({
    method: 'post',
    path: '/things',
    request: { body: { required: true, content: { 'application/json': { schema: Body } } } },
    responses: { 204: { description: 'Taken' } },
  }),
  (c) => c.body(null, 204),
);
app.route('/api/v1', api);

/** Only what the outermost application reads. */
function unsafeContext(part: unknown): AppContext {
  return part as AppContext;
}

async function send(body: unknown, language?: string) {
  const response = await app.request('/api/v1/things', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(language === undefined ? {} : { 'accept-language': language }),
    },
    body: JSON.stringify(body),
  });
  const json: unknown = await response.json();
  return z
    .object({ title: z.string(), fields: z.array(z.object({ path: z.string(), message: z.string() })) })
    .parse(json);
}

describe('the language of a refusal', () => {
  it.each([
    [undefined, '请检查所填内容。'],
    ['*', '请检查所填内容。'],
    ['zh-CN', '请检查所填内容。'],
    ['fr, zh;q=0.9, en;q=0.8', '请检查所填内容。'],
    ['en', 'Please check what you entered.'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'Please check what you entered.'],
  ])('asked for %s', async (language, title) => {
    expect((await send({}, language)).title).toBe(title);
  });

  it('a page for people goes by its address, not by the header', async () => {
    const answer = await app.request('/nowhere', {
      headers: { 'accept-language': 'en', accept: 'application/json' },
    });
    expect(await answer.json()).toMatchObject({ title: '没有这个地址。' });
  });
});

describe('a refused field says what to do', () => {
  it.each([
    [{}, 'name', '请填写这一项。'],
    [{ name: '' }, 'name', '请填写这一项。'],
    [{ name: 5 }, 'name', '这一项的类型不对。'],
    [{ name: 'too long' }, 'name', '最多 5 个字符。'],
    [{ name: 'a', kind: 'c' }, 'kind', '不是可选的值。'],
    [{ name: 'a', n: 10 }, 'n', '不能大于 9。'],
    [{ name: 'a', list: ['1', '2'] }, 'list', '最多 1 项。'],
    [{ name: 'a', code: 'x' }, 'code', '格式不对。'],
    [{ name: 'a', more: 1 }, '', '没有这个字段：more。'],
  ])('%j', async (body, path, message) => {
    expect((await send(body)).fields).toEqual([expect.objectContaining({ path, message })]);
  });
});
