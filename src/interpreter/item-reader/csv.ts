import { defineKey, errorText, type JsonObject, type JsonValue, QUOTAS } from '../../asl';
import { Failure } from '../failure';
import { markEscapes } from './csv-escapes';
import { textOfObject } from './object-store';
import type { ReadItems } from './read-items';
import { limitCells } from './read-limits';

/**
 * Rows of a CSV file as objects of strings: a missing cell is empty; a surplus one goes under "" where the headers come from the file, else nowhere.
 * As the developer guide has it, a doubled quotation mark is one wherever it stands, and backslashes escape.
 */
export const readCsv: ReadItems = (content, config) => {
  const { parse }: typeof import('csv-parse/sync') = require('csv-parse/sync');
  const text = textOfObject(content);
  const marked = markEscapes(text, config.delimiter);
  const options = {
    delimiter: config.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    ...(text.includes('""')
      ? { cast: (cell: string, { quoting }: { quoting: boolean }) => (quoting ? cell : cell.replace(/""/g, '"')) }
      : {}),
  };
  const rowsTo = (most: number | undefined): string[][] => {
    try {
      const rows: string[][] = parse(marked?.text ?? text, { ...options, ...(most === undefined ? {} : { to: most }) });
      return marked === undefined ? rows : rows.map((row) => row.map(marked.unmarked));
    } catch (thrown) {
      throw new Failure('States.ItemReaderFailed', `Failed to parse CSV: ${errorText(thrown)}`);
    }
  };
  const given = config.headerLocation === 'GIVEN';
  const [headers = []] = given ? [config.headers] : rowsTo(1);
  // A header that is refused costs nothing of the rows below it.
  judgeHeaders(headers, config.headerBytes);
  const rows = rowsTo(config.maxItems > 0 ? config.maxItems + 1 : undefined);
  if (!given) rows.shift();
  limitCells(rows.length, headers.length);
  return rows.map((row) => rowObject(headers, row));
};

function judgeHeaders(headers: readonly string[], mostBytes: number): void {
  if (new Set(headers).size < headers.length) throw new Failure('States.ItemReaderFailed', 'CSV headers cannot contain duplicates.');
  if (Buffer.byteLength(headers.join(',')) > mostBytes)
    throw new Failure('States.ItemReaderFailed', `CSV headers cannot exceed ${QUOTAS.csvHeaderBytes} bytes.`);
}

function rowObject(headers: readonly string[], row: readonly string[]): JsonObject {
  const object: Record<string, JsonValue> = {};
  headers.forEach((header, index) => {
    defineKey(object, header, row[index] ?? '');
  });
  return object;
}
