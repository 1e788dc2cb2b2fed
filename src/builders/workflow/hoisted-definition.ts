import { Stack } from 'aws-cdk-lib';
import type { IPrincipal } from 'aws-cdk-lib/aws-iam';
import { ChainDefinitionBody, type DefinitionConfig, type StateGraph, type StateMachineProps } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { isJsonObject, type JsonObject, type JsonValue } from '../../asl';

/**
 * A definition that names its query language once where every state is JSONata, those of aws-cdk-lib and those inside of branches and item
 * processors included. Where languages are mixed each state keeps its own: a machine in JSONata takes no JSONPath state.
 */
export class HoistedDefinition extends ChainDefinitionBody {
  override bind(scope: Construct, _principal: IPrincipal, { comment }: StateMachineProps, graph?: StateGraph): DefinitionConfig {
    // Without a language each state prints the one it is written in; aws-cdk-lib throws where one in JSONPath meets a machine in JSONata.
    const printed = (graph as StateGraph).toGraphJson() as JsonObject;
    const definition = everyStateIsJsonata(printed) ? { QueryLanguage: 'JSONata', ...unmarked(printed) } : printed;
    return { definitionString: Stack.of(scope).toJsonString({ ...(comment === undefined ? {} : { Comment: comment }), ...definition }) };
  }
}

/** Where a state of ASL holds states of its own; the last is the older name that aws-cdk-lib prints for `iterator()`. */
const processors = ['ItemProcessor', 'Iterator'] as const;

function everyStateIsJsonata(graph: JsonValue | undefined): boolean {
  // What is not an object, such as a token of the author's, keeps what it means only as long as nothing around it changes.
  if (!isJsonObject(graph) || !isJsonObject(graph.States)) return false;
  return Object.values(graph.States).every(
    (state) => isJsonObject(state) && state.QueryLanguage === 'JSONata' && inner(state).every(everyStateIsJsonata),
  );
}

function inner(state: JsonObject): readonly JsonValue[] {
  const { Branches = [] } = state;
  return [...(Array.isArray(Branches) ? (Branches as readonly JsonValue[]) : [Branches]), ...held(state).map(([, graph]) => graph)];
}

function held(state: JsonObject): readonly (readonly [string, JsonValue])[] {
  return processors.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]]));
}

function unmarked(graph: JsonObject): JsonObject {
  const states = Object.entries(graph.States as JsonObject).map(([name, state]) => [name, withoutMark(state as JsonObject)]);
  return { ...graph, States: Object.fromEntries(states) as JsonObject };
}

function withoutMark({ QueryLanguage: _mark, ...state }: JsonObject): JsonObject {
  const { Branches } = state;
  return {
    ...state,
    ...(Branches === undefined ? {} : { Branches: (Branches as readonly JsonObject[]).map(unmarked) }),
    ...Object.fromEntries(held(state).map(([name, graph]) => [name, unmarked(graph as JsonObject)])),
  };
}
