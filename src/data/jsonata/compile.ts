import { assignedNames, type Closure, Compiler, type Dispatch } from './compiler';
import { FrameScope, openFrame } from './frame';
import { compileBinary } from './nodes/binary';
import { compileBind, compileBlock, compileCondition } from './nodes/block';
import { compileApply, compileCall, compilePartial } from './nodes/call';
import { compileFilter } from './nodes/filter';
import { compileGroup } from './nodes/group';
import { compileLambda } from './nodes/lambda';
import { compileLiteral } from './nodes/literal';
import { compileName } from './nodes/name';
import { compileParent } from './nodes/parent';
import { compilePath } from './nodes/path';
import { compileRegex } from './nodes/regex';
import { compileStatesField, STATES_FIELD } from './nodes/states-field';
import { compileTransform } from './nodes/transform';
import { compileUnary } from './nodes/unary';
import { compileVariable } from './nodes/variable';
import { compileDescendant, compileWildcard } from './nodes/wildcard';
import type { SyntaxNode } from './syntax-tree';

const DISPATCH: Dispatch = {
  nodes: {
    apply: compileApply,
    binary: compileBinary,
    bind: compileBind,
    block: compileBlock,
    condition: compileCondition,
    descendant: compileDescendant,
    function: compileCall,
    lambda: compileLambda,
    name: compileName,
    number: compileLiteral,
    parent: compileParent,
    partial: compilePartial,
    path: compilePath,
    regex: compileRegex,
    [STATES_FIELD]: compileStatesField,
    string: compileLiteral,
    transform: compileTransform,
    unary: compileUnary,
    value: compileLiteral,
    variable: compileVariable,
    wildcard: compileWildcard,
  },
  filter: compileFilter,
  group: compileGroup,
};

/** Compiles a whole expression. */
export function compileTree(root: SyntaxNode): Closure {
  const compiler = new Compiler(root, DISPATCH);
  const names = assignedNames(root);
  const scope = names.length === 0 ? undefined : new FrameScope(names, undefined);
  const { closure, reached } = compiler.region(() => compiler.within(scope, () => compiler.compile(root)));
  const guarded = compiler.guard(closure, reached);
  return scope === undefined ? guarded : (input, frame, run) => guarded(input, openFrame(scope, frame), run);
}
