import type { Kysely, Transaction } from 'kysely';
import type { DB } from './schema.generated.ts';

/** The application's database handle: reads, and use cases through `transact`. */
export type Db = Kysely<DB>;

/** A transaction opened by `transact`. Writers take only this, so writing outside a transaction does not compile. */
export type Tx = Transaction<DB> & { readonly [txBrand]: true };
declare const txBrand: unique symbol;

/** What a reader accepts. */
export type Reading = Db | Tx;
