import type { JsonValue } from '../../asl';

/** Formats an ItemReader can read. */
export type InputType = 'CSV' | 'JSON' | 'JSONL' | 'MANIFEST' | 'PARQUET';

/** `ReaderConfig` with its expressions evaluated. */
export interface ReaderConfig {
  readonly inputType: InputType | undefined;
  readonly headerLocation: 'FIRST_ROW' | 'GIVEN';
  readonly headers: readonly string[];
  /** Bytes that the headers of a CSV file may take. */
  readonly headerBytes: number;
  readonly delimiter: string;
  /** 0 or absent: all. */
  readonly maxItems: number;
  readonly itemsPointer: string | undefined;
  readonly manifestType: string | undefined;
  readonly transformation: 'NONE' | 'LOAD_AND_FLATTEN';
}

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** Fills in the defaults of a `ReaderConfig`. */
export function readerConfig(given: Readonly<Record<string, JsonValue>>, maxItems: number, headerBytes: number): ReaderConfig {
  return {
    inputType: given.InputType as InputType | undefined,
    headerLocation: given.CSVHeaderLocation === 'GIVEN' ? 'GIVEN' : 'FIRST_ROW',
    headers: (given.CSVHeaders as readonly string[] | undefined) ?? [],
    headerBytes,
    delimiter: DELIMITERS[String(given.CSVDelimiter ?? 'COMMA')] ?? ',',
    maxItems,
    itemsPointer: given.ItemsPointer as string | undefined,
    manifestType: given.ManifestType as string | undefined,
    transformation: given.Transformation === 'LOAD_AND_FLATTEN' ? 'LOAD_AND_FLATTEN' : 'NONE',
  };
}
