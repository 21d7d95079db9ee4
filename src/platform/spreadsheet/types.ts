import type { ContainerFault } from './check-container.ts';

/** What a cell shows, and what it is when that matters: a number may have lost digits, a formula is no value. */
export type SheetCell = {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date' | 'formula' | 'error';
};

/** Rows and columns counted from 0; both ends belong to the range. */
export type Merge = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

export type Sheet = {
  readonly name: string;
  readonly rows: readonly (readonly (SheetCell | undefined)[])[];
  readonly merges: readonly Merge[];
};

/** A workbook as far as a list of items needs it. `format` is what the file turned out to be, whatever its name. */
export type Book = { readonly format: 'xlsx' | 'csv'; readonly sheets: readonly Sheet[] };

/** A cell to mark in a file: coloured by severity, with a comment. */
export type Mark = {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly text: string;
};

/** A table to write: one sheet, its first row the header. `width` in characters. */
export type Table = {
  readonly name: string;
  readonly columns: readonly { readonly header: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
};

export type SheetFault =
  | ContainerFault
  | 'sheet/empty'
  | 'sheet/too-large'
  | 'sheet/too-many-rows'
  | 'sheet/not-text';
export type SheetRefusal = { readonly code: SheetFault };
