import { applyDecorators } from '@nestjs/common';
import { ValidateBy, ValidateIf } from 'class-validator';

type Body = Record<string, unknown>;

/** A body that may prove a second factor. What it is proved by is a property of its own, which {@link AnsweredBy} adds. */
export class OptionalSecondFactorDto {
  twoFactorAuthenticationCode?: string;
}

/** A body that proves a second factor, by exactly one answer. */
export class SecondFactorDto extends OptionalSecondFactorDto {
  declare twoFactorAuthenticationCode?: string;
}

/** As {@link OptionalSecondFactorDto}, by what keeps two-factor authentication on: no backup code. */
export class OptionalPrimaryFactorDto {
  twoFactorAuthenticationCode?: string;
}

/** As {@link SecondFactorDto}, by what keeps two-factor authentication on. */
export class PrimaryFactorDto extends OptionalPrimaryFactorDto {
  declare twoFactorAuthenticationCode?: string;
}

/** What is missing is asked for as this, and what is too much is too much beside it. */
const FIRST = 'twoFactorAuthenticationCode';

const properties = new Set([FIRST]);

/**
 * Says which property of a body has the answer of a `SecondFactorMethod`, and how it must look. Where one answer is given,
 * there is no other.
 *
 * @param shape of the property, without whether it may be left out.
 * @param bodies that may have it.
 */
export function AnsweredBy(
  property: string,
  shape: PropertyDecorator[],
  bodies: (new () => object)[] = [OptionalSecondFactorDto, OptionalPrimaryFactorDto],
): ClassDecorator {
  properties.add(property);
  const decorate = applyDecorators(
    ValidateIf((body: Body) => body[property] !== undefined || (property === FIRST && lacksAnswer(body))),
    IsTheFirstAnswer(property),
    ...shape,
  ) as PropertyDecorator;
  bodies.forEach(({ prototype }) => decorate(prototype as object, property));
  return ({ prototype }) => {
    Object.assign(prototype as object, { property });
  };
}

/** Whether a body has anything that proves a second factor. */
export function hasAnswer(body: object): boolean {
  return answersOf(body).length > 0;
}

function lacksAnswer(body: object): boolean {
  const needsOne = body instanceof SecondFactorDto || body instanceof PrimaryFactorDto;
  return needsOne && !hasAnswer(body);
}

function answersOf(body: object): string[] {
  return [...properties].filter((property) => (body as Body)[property] !== undefined);
}

function IsTheFirstAnswer(property: string): PropertyDecorator {
  return ValidateBy({
    name: 'isTheFirstAnswer',
    validator: {
      validate: (_, context) => [property, undefined].includes(answersOf(context?.object as object)[0]),
      defaultMessage: (context) =>
        `give either ${answersOf(context?.object as object)[0]} or ${property}, not both`,
    },
  });
}
