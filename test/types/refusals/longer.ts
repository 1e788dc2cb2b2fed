/** How many characters TypeScript 7 takes, and the ones before it, where the two differ: 7 says of more types which part of them misfits. */
type Characters = number | { readonly 6: number; readonly 7: number };

/**
 * Refusals with more than 400 characters: how many they may have, and why the compiler decides and not the library. It prints types of
 * the program beside the sentence, up to 160 characters for each. Where a sentence can stand alone, it does.
 */
export const longer: Readonly<Record<string, readonly [characters: Characters, reason: string]>> = {
  'a handler where the input is not an object, though it reads nothing of it': [
    640,
    'the sentence stands beside the handler itself, whose step the compiler prints in each of three lines',
  ],
  'a handler where the input may be null': [
    640,
    'the step of the handler takes the state input, which the compiler prints with its alternatives, in each of three lines',
  ],
  'a handler of tried steps whose input is an array': [
    770,
    'the handler is a function: the compiler prints what it takes and gives, with the sentence beside it, in each of three lines',
  ],
  'an Express workflow that is to be started once for each key': [
    620,
    'the workflow is an argument of its own, a construct: the compiler prints it with its types beside the sentence, in each of three lines',
  ],
  'a generic choiceOn that forgets a value of the constraint': [
    900,
    'the values of a type parameter are not known, so the compiler prints the condition with the steps as written, then the sentence',
  ],
  'a generic choiceOn over any text': [
    800,
    'the values of a type parameter are not known, so the compiler prints the condition with the step as written, then the sentence',
  ],
  'a case of a generic choiceOn that takes something else': [
    1050,
    'the values of a type parameter are not known, so the compiler prints the condition with both steps as written, then the sentence',
  ],
  'a generic step without a payload whose constraint does not fit': [
    550,
    'the type of the input is not known, so the compiler prints the condition of the sentence, then the sentence alone',
  ],
  'a reference of a generic step that may be absent': [
    1300,
    'the fields of a type parameter are not known, so the compiler prints the reference with all that the step was given',
  ],
  'into a key that a generic step knows of': [
    1380,
    'the keys of a type parameter are not known, so the compiler prints the condition of the sentence as it stands in the library, twice',
  ],
  'a field that may be absent in a handler of a generic step': [
    560,
    'the field of a type parameter is compared by its constraint: the compiler prints it as it is written, then what the constraint says, in each of six lines',
  ],
  'items of a generic map that are not a list': [
    880,
    'the fields of a type parameter are compared by their constraint: the compiler prints the options around the field, then the way to the constraint',
  ],
  'a text that a generic step merges': [
    { 6: 710, 7: 790 },
    'the text of a type parameter is a reference that is open: the compiler prints it with all that it is compared with, then the sentence',
  ],
  'a list that a generic step merges': [
    { 6: 750, 7: 820 },
    'the list of a type parameter is a reference that is open, too, and is printed with its items',
  ],
  'another field than whenPresent of a generic choice asked for': [
    420,
    'the field of a type parameter is compared by its constraint, as in a handler: the compiler prints the way from one to the other',
  ],
  'no options where the input does not fit': [
    540,
    'both sides are types of the user: the compiler prints the step with the types of its mock, then what both take, then the field',
  ],
  'a bare reference that may be absent in the output of a rule': [
    590,
    'the output of a rule is compared as any output is, and as the default of a rule is, in three lines',
  ],
  'a bare reference that may be absent deep in an output': [
    1220,
    'the object around the field is compared as a whole: the compiler prints it with its fields, then the field, then text and nothing',
  ],
  'the rest of a reference': [
    1200,
    'a function with statements is compared as a whole: the compiler prints the fields of the copy, which are those of the input, three times',
  ],
  'a bare reference that may be absent in a list': [
    1100,
    'the items of a list have one type: the compiler prints that of all, then that of the one that misfits, with the sentence in each of three lines',
  ],
  'a copy of a text in a field': [
    720,
    'the copy is printed with the key under which it holds what was copied, and the sentence beside it in each of three lines',
  ],
  'a bare reference that may be absent in an output': [
    590,
    'in a generic function the constraint of a reference decides, which stands beside the sentence in the first of three lines',
  ],
  'a bare reference that may be absent in a variable': [590, 'a variable is compared as the field of an output is, in three lines'],
  'a bare reference that may be absent in the input of an item': [590, 'the input of an item is compared as an output is, in three lines'],
  'the length of data that may be anything': [
    { 6: 430, 7: 550 },
    'the sentence names three functions, and the compiler prints it in each line',
  ],
  'a copy of an array': [490, 'the compiler prints what the copy holds beside a sentence of 80 characters, in each of two lines'],
  'a copy of a number in the output of a task': [
    490,
    'the output of a task is compared as that of a Pass is: what the copy holds stands beside the sentence, in each of two lines',
  ],
  'the length of data that may be anything in a condition': [
    650,
    'nothing fits a comparison: the compiler prints the sentence beside that about what may be absent, in each of three lines',
  ],
  'a step of a saga whose input is not there': [
    550,
    'both sides are types of the user, whose step also hands on what it takes: the compiler prints it in each of two lines',
  ],
  'an approval without a key for its answer': [
    750,
    'into is missing and has no place: the compiler prints the other options twice, with the type of the payload callback',
  ],
  'a choice as a list of rules': [460, 'the rules are objects of their author: the compiler prints them in each of two lines'],
  'a default with ??': [590, 'what ?? leaves is the reference: it is compared as any that may be absent is, in three lines'],
  'branches as arguments': [420, 'a step is no object of branches: the compiler prints all kinds of branches that would do'],
  'a branch that is async': [480, 'both are functions: the compiler prints each, then what they give, then what a promise lacks of a step'],
  'a loop with its step before its options': [450, 'the options are compared with the step as a whole, and printed beside the sentence'],
  'a promise in a field': [
    { 6: 440, 7: 400 },
    'a field may hold an expression: the compiler prints the promise beside that and beside the sentence, then what an expression has',
  ],
  'a whole flow that takes a field of another type': [
    500,
    'both sides are types of the user: the compiler goes from the flow to its input, then to the field, then to the types of the field',
  ],
  'the whole input where a field is missing': [
    510,
    'the payload is a reference: the compiler prints what it is beside what is taken, then the way from one to the other',
  ],
  'a field with nothing of what the function takes': [
    550,
    'the payload is a reference to an object without a name: the compiler prints its fields three times',
  ],
  'picked fields of which one is missing': [
    420,
    'picked fields are a reference: the compiler prints the type of what was picked in each of four lines',
  ],
  'the whole input for a workflow that takes something else': [
    520,
    'the input of a workflow is compared as the payload of a function is, whose type has no name here',
  ],
  'the whole input for a workflow that is started once for each key': [
    520,
    'the input of that workflow is compared as that of any other is',
  ],
  'a copy that lacks a required field': [
    610,
    'a missing field has no place of its own: the compiler prints every field of the copy three times',
  ],
  'a bare reference that may be absent in an optional field': [
    550,
    'an optional field takes four kinds of values: the compiler tries them, and the sentence stands in the second line',
  ],
  'a timeout of the data that is text': [
    510,
    'a callback is compared by what it returns: the compiler prints the way from there to text and number',
  ],
  'a point in time of the data that is a number': [
    530,
    'a time is a text, a Date or a callback: the compiler prints all of them, and then the way from what the callback returns to text',
  ],
  'a cause that is not text': [480, 'a callback is compared by what it returns: the compiler prints the way from there to number and text'],
  'a merge with what may be absent': [
    { 6: 450, 7: 570 },
    'the compiler prints the fields of the reference beside a sentence of 40 characters, in each line',
  ],
  'an array merged into an object': [
    { 6: 400, 7: 460 },
    'the compiler prints the reference to a list beside the sentence, then the sentence alone, then both',
  ],
  'the keys of a list': [
    { 6: 400, 7: 510 },
    'the compiler prints the reference beside a sentence of 60 characters, then the sentence alone, then both',
  ],
  'a branch whose input is not there': [
    430,
    'both sides are types of the user: the compiler prints the step twice before the field that is missing',
  ],
  'an edge back to a step that needs what is not there': [
    430,
    'both sides are types of the user: the compiler compares the steps, then their inputs, then the field that is missing',
  ],
  'a case whose step takes what is not there': [
    450,
    'both sides are types of the user: the compiler prints the input as it is in this case three times before the field that is missing',
  ],
};

/** How many characters a refusal may take in a version of TypeScript. */
export function longest(title: string, version: number): number {
  const [characters = 400] = longer[title] ?? [];
  return typeof characters === 'number' ? characters : characters[version < 7 ? 6 : 7];
}

const operator =
  'The compiler judges an operator by its sides and what it gives by what is wanted there; no type of ours is in between. Both are at the same place.';
const untyped =
  'What stands there is no callback, or one with more parameters, so the compiler has no types for them and says so for each. They are in the argument that is refused first.';
const unlooked =
  'The compiler compares what needs no context before it looks into callbacks; where that is refused, it looks into them without any types.';

/** Mistakes that are told several times: how often, and why. The others go when the first is mended. */
export const several: Readonly<Record<string, readonly [errors: number, reason: string]>> = {
  'input.total > 1 in a choice': [2, operator],
  "input.kind === 'gift' in a choice": [2, operator],
  'input.total > 1 in a loop': [2, operator],
  'line.quantity > 1 in a filter': [2, operator],
  'a choice with its step before its condition': [2, untyped],
  'a choice as a list of rules': [2, untyped],
  'a map with its flow before its options': [3, untyped],
  'mapItems with a position and the list': [4, untyped],
  'mapItems with its callback first': [2, untyped],
  // The compiler is to know its name for it, and an editor would offer that.
  'a wait with the name of the definition for its time': [2, untyped],
  'a poll with its options before its step': [2, untyped],
  'a callback of two parameters': [3, untyped],
  'a comment that reads data': [2, untyped],
  'a condition around a callback': [3, unlooked],
  'a loop with its step before its options': [2, unlooked],
  // Once for users, whose compiler does not see how it is implemented. Tried: any function as a handler until the options are known, which
  // let one without a payload through.
  'a function as a handler, with a payload': [2, unlooked],
};
