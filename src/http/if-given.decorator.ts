import { ValidateIf } from 'class-validator';

/** Of a property that may be left out. `IsOptional` lets `null` through as well, which is no value of any type. */
export function IfGiven(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
