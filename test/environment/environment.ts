import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';
import { shareCompiled } from './compile-once';
import { disableStorages, noteStorages } from './disable-storages';
import { endAtOnce } from './end-at-once';
import { loadOnce } from './load-once';
import { optimizeLater } from './optimize-later';

optimizeLater();
noteStorages();

let loadsOnce = false;

/**
 * Jest's environment for Node, whose test files share what is found, read and compiled, and nothing else: jest does all that for each test file,
 * and the CDK's modules are most of the time of a test file that uses them.
 */
export class TestEnvironment extends NodeEnvironment {
  constructor(...[config, context]: ConstructorParameters<typeof NodeEnvironment>) {
    super(config, context);
    if (this.context !== null) shareCompiled(this.context, this.global as unknown as Readonly<Record<string, unknown>>);
    // Sources change while a process watches them.
    const { watch, watchAll } = config.globalConfig;
    if (!loadsOnce && !watch && !watchAll) loadOnce();
    loadsOnce = true;
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    disableStorages();
    endAtOnce();
  }
}

// Jest makes its environments of the default member.
Object.assign(module.exports as object, { default: TestEnvironment });
