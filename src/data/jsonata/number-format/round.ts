/** `$round`: half to even, at a number of decimals that may be negative. */
export function roundHalfEven(value: number, digits: number | undefined): number {
  const scaled = digits ? shiftDecimals(value, digits) : value;
  let rounded = Math.round(scaled);
  if (Math.abs(rounded - scaled) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = digits ? shiftDecimals(rounded, -digits) : rounded;
  // JSON does not tell -0 from 0.
  return result === 0 ? 0 : result;
}

/** Moves the decimal point in the text of the number: a multiplication would bring its own error. */
function shiftDecimals(value: number, digits: number): number {
  const [mantissa, exponent] = value.toString().split('e');
  return Number(`${mantissa}e${Number(exponent ?? 0) + digits}`);
}
