import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFields } from './fields/render-fields';

const PAGE = join(__dirname, '..', 'docs', 'builders.md');

// Writes the table of fields into docs/builders.md.
writeFileSync(PAGE, withFields(readFileSync(PAGE, 'utf8')));
