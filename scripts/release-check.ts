/** Says whether what a tag names is ready to be published: npm run release:check -- v0.1.0. Ends with 1 when it is not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { obstaclesTo } from './release/obstacles';

const text = (file: string): string => readFileSync(join(__dirname, '..', file), 'utf8');
const { version, repository } = JSON.parse(text('package.json'));
const [tag = ''] = process.argv.slice(2);

const obstacles = obstaclesTo({ tag, version, repository: repository.url, changelog: text('CHANGELOG.md') });
for (const obstacle of obstacles) console.error(obstacle);
if (obstacles.length === 0) console.log(`${tag} is ready.`);
else process.exitCode = 1;
