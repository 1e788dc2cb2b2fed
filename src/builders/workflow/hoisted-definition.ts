import { Stack } from 'aws-cdk-lib';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import { ChainDefinitionBody, type DefinitionConfig, type StateGraph, type StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { isJsonArray, isJsonObject, isPlainObject, type JsonObject, type JsonValue } from '../../asl';
import { inReadingOrder } from './reading-order';

/**
 * A definition that names its query language once where every state is JSONata, those of aws-cdk-lib and those inside of branches and item
 * processors included. Where languages are mixed each state keeps its own: a machine in JSONata takes no JSONPath state.
 */
export class HoistedDefinition extends ChainDefinitionBody {
  override bind(scope: Construct, _principal: IPrincipal, { comment }: StateMachineProps, graph?: StateGraph): DefinitionConfig {
    // Without a language each state prints the one it is written in; aws-cdk-lib throws where one in JSONPath meets a machine in JSONata.
    const printed = graph!.toGraphJson() as JsonObject;
    const hoisted = everyStateIsJsonata(printed);
    return {
      definitionString: Stack.of(scope).toJsonString({
        ...(comment === undefined ? {} : { Comment: comment }),
        ...(hoisted ? { QueryLanguage: 'JSONata' } : {}),
        ...written(printed, hoisted),
      }),
    };
  }
}

/** Where a state of ASL holds states of its own; the last is the older name that aws-cdk-lib prints for `iterator()`. */
const processors = ['ItemProcessor', 'Iterator'] as const;

function everyStateIsJsonata(graph: JsonValue | undefined): boolean {
  // What is not an object, such as a token of the author's, keeps what it means only as long as nothing around it changes.
  if (!isUntokened(graph) || !isUntokened(graph.States)) return false;
  return Object.values(graph.States).every(
    (state) => isUntokened(state) && state.QueryLanguage === 'JSONata' && inner(state).every(everyStateIsJsonata),
  );
}

/** Objects of classes are tokens of aws-cdk-lib, which a copy would break. */
function isUntokened(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && isPlainObject(value);
}

function inner(state: JsonObject): readonly JsonValue[] {
  const { Branches = [] } = state;
  return [...(isJsonArray(Branches) ? Branches : [Branches]), ...held(state).map(([, graph]) => graph)];
}

function held(state: JsonObject): readonly (readonly [string, JsonValue])[] {
  return processors.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]]));
}

/** A graph as a hand would write it: its states in the order of reading, and without their language where the machine says it. */
function written(graph: JsonObject, hoisted: boolean): JsonObject {
  if (!isUntokened(graph.States)) return graph;
  const states = Object.entries(graph.States).map(([name, state]) => [name, isUntokened(state) ? writtenState(state, hoisted) : state]);
  return { ...graph, States: Object.fromEntries(states) as JsonObject };
}

function writtenState(state: JsonObject, hoisted: boolean): JsonObject {
  const ordered = inReadingOrder(state, isUntokened);
  const { QueryLanguage: _mark, ...unmarked } = ordered;
  const own = hoisted ? unmarked : ordered;
  const { Branches } = state;
  const again = (graph: JsonValue): JsonValue => (isUntokened(graph) ? written(graph, hoisted) : graph);
  return {
    ...own,
    ...(isJsonArray(Branches) ? { Branches: Branches.map(again) } : {}),
    ...Object.fromEntries(held(state).map(([name, graph]) => [name, again(graph)])),
  };
}
