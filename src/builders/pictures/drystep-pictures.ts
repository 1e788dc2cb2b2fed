import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Annotations, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { errorText, kinds, type OptionTable, printable } from '../../asl';
import { requireAtMost } from '../../expressions';
import type { Fold, Theme } from '../../render';
import { requireKnown } from '../tree/known-options';
import { machineInTree } from '../validation/machine-in-tree';
import { loadRender } from './lazy-render';
import { pictureName } from './picture-name';

/** What a picture is written as: `svg`, `mermaid` (`.mmd`), or `html`, a page for a review of the design. */
export type PictureFormat = 'svg' | 'mermaid' | 'html';

/** How pictures are written at synthesis. */
export interface DrystepPicturesOptions {
  /** Where they go, from the current folder. @default 'drystep-pictures' in the folder of the assembly (`cdk.out`) */
  readonly folder?: string;
  /** @default ['svg', 'mermaid'] */
  readonly formats?: readonly PictureFormat[];
  /** Draws Map and Parallel states without their insides, below this many levels. @default none */
  readonly fold?: number;
  /** For SVG: `auto` is light or dark, as the reader's system is set. @default 'auto' */
  readonly theme?: Theme;
}

const OPTIONS: OptionTable<DrystepPicturesOptions> = {
  folder: kinds.name,
  formats: kinds.listOf(kinds.oneOf('svg', 'mermaid', 'html')),
  fold: kinds.wholeNumber(0),
  theme: kinds.oneOf('auto', 'light', 'dark'),
};

const ENDINGS: Readonly<Record<PictureFormat, string>> = { svg: 'svg', mermaid: 'mmd', html: 'html' };

/**
 * Writes a picture of every state machine below a construct while the app is synthesized, however the machine was written: `Workflow`, `StateMachine` or
 * `CfnStateMachine`. Files are named after the machine's construct path. A machine that cannot be drawn is a warning and never fails the synthesis.
 *
 * @example Aspects.of(app).add(new DrystepPictures());
 */
export class DrystepPictures {
  private readonly drawn = new WeakSet<IConstruct>();

  constructor(private readonly options: DrystepPicturesOptions = {}) {
    requireAtMost('new DrystepPictures()', 1, arguments);
    requireKnown(undefined, 'new DrystepPictures()', options, OPTIONS);
  }

  /** Called by the CDK for the construct that the aspect was added to, and for each below. */
  visit(construct: IConstruct): void {
    // Aspects do not go into stages: the outermost construct sees to all below.
    if (construct.node.scopes.some((scope) => this.drawn.has(scope))) return;
    this.drawn.add(construct);
    // Every aspect has had its say when constructs are asked whether they are valid.
    construct.node.addValidation({
      validate: () => {
        this.write(construct);
        return [];
      },
    });
  }

  private write(top: IConstruct): void {
    const { folder, formats = ['svg', 'mermaid'] } = this.options;
    const outdir = (top.node.root as { readonly outdir?: unknown }).outdir;
    const target = folder === undefined ? join(typeof outdir === 'string' ? outdir : 'cdk.out', 'drystep-pictures') : resolve(folder);
    const taken = new Set<string>();
    for (const resource of top.node.findAll().filter(isStateMachine)) {
      const path = pathOf(resource);
      try {
        const definition = machineInTree(resource)?.definition;
        if (definition === undefined) throw new Error('its definition is not known at synthesis.');
        const name = pictureName(path, taken);
        mkdirSync(target, { recursive: true });
        for (const format of formats) writeFileSync(join(target, `${name}.${ENDINGS[format]}`), this.draw(format, definition, path));
      } catch (error) {
        const message = printable(`No picture of ${path}: ${errorText(error)}`);
        Annotations.of(resource).addWarningV2('Drystep::PICTURE', message);
      }
    }
  }

  private draw(format: PictureFormat, definition: string | object, title: string): string {
    const { fold, theme } = this.options;
    const folded: { readonly fold?: Fold } = fold === undefined ? {} : { fold };
    const { toHtml, toMermaid, toSvg } = loadRender();
    if (format === 'mermaid') return toMermaid(definition, undefined, folded);
    if (format === 'html') return toHtml(definition, undefined, { title });
    return toSvg(definition, undefined, { ...folded, title, ...(theme === undefined ? {} : { theme }) });
  }
}

function isStateMachine(construct: IConstruct): construct is CfnResource {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::StepFunctions::StateMachine';
}

/** A user knows the construct around the resource. */
function pathOf({ node }: CfnResource): string {
  return node.id === 'Resource' ? (node.scope?.node.path ?? node.path) : node.path;
}
