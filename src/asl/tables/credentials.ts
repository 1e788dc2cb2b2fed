import { nonEmptyText, objectOf } from '../field-checks';
import type { FieldCheck } from '../field-table';
import { ownKey } from '../json';
import { report } from '../place';

/** Checks the value of `Credentials`: a role must be named. */
export const credentials: FieldCheck = objectOf((value, place) => {
  const role = ownKey(value, 'RoleArn');
  if (role !== undefined) nonEmptyText(role, place, 'RoleArn');
  if (role === undefined && (place.queryLanguage === 'JSONata' || ownKey(value, 'RoleArn.$') === undefined)) {
    report(place, undefined, 'MISSING_FIELD', { field: 'RoleArn', in: 'Credentials' }, { fields: ['RoleArn'] });
  }
});
