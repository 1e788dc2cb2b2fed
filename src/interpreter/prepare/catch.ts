import type { AnyStateNode, Catcher } from '../../asl';
import { compileJsonataValue, compilePayloadTemplate } from '../../data';
import type { Preparation, PreparedCatcher } from '../engine/prepared';
import { assignedBy, prepareResultPath } from '../fields/language-fields';

/** Compiles a catcher: what it puts out and stores, in the state's language. */
export function prepareCatcher(catcher: Catcher, index: number, node: AnyStateNode, preparation: Preparation): PreparedCatcher {
  const base = { errors: catcher.ErrorEquals, way: preparation.wayTo(catcher.Next, preparation.slots.catcherSlot + index) };
  if (node.queryLanguage === 'JSONata') {
    const output = catcher.Output === undefined ? undefined : compileJsonataValue(catcher.Output, `Catch[${index}]/Output`);
    const assign = catcher.Assign === undefined ? undefined : compileJsonataValue(catcher.Assign, `Catch[${index}]/Assign`);
    return {
      ...base,
      apply(visit) {
        visit.result = undefined;
        const assigned = assign === undefined ? undefined : assignedBy(assign, visit);
        return visit.next(output === undefined ? (visit.errorOutput ?? null) : output.evaluate(visit), assigned);
      },
    };
  }
  const assign = catcher.Assign === undefined ? undefined : compilePayloadTemplate(catcher.Assign, 'Assign');
  const place = prepareResultPath(catcher.ResultPath);
  return {
    ...base,
    apply(visit) {
      const error = visit.errorOutput ?? null;
      visit.input = error;
      const assigned = assign === undefined ? undefined : assignedBy(assign, visit);
      return visit.next(place(visit, error), assigned);
    },
  };
}
