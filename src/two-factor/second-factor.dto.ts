import { applyDecorators } from '@nestjs/common';
import { ValidateBy, ValidateIf } from 'class-validator';

type Body = Record<string, unknown>;

/** A body that may prove a second factor. What it is proved by is a property of its own, which {@link AnsweredBy} adds. */
export class OptionalSecondFactorDto {
  twoFactorAuthenticationCode?: string;
}

/** A body that proves a second factor, by exactly one answer. */
export class SecondFactorDto extends OptionalSecondFactorDto {
  // What is missing is asked for as a code.
  @ValidateIf((body: Body) => body['twoFactorAuthenticationCode'] !== undefined || !hasAnswer(body))
  override twoFactorAuthenticationCode?: string = undefined;
}

/** As {@link SecondFactorDto}, by what keeps two-factor authentication on: no backup code. */
export class PrimaryFactorDto {
  @ValidateIf((body: Body) => body['twoFactorAuthenticationCode'] !== undefined || !hasAnswer(body))
  twoFactorAuthenticationCode?: string;
}

/** What a person is asked for first stands first. */
const properties = new Set(['twoFactorAuthenticationCode']);

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
  bodies: (new () => object)[] = [OptionalSecondFactorDto, PrimaryFactorDto],
): ClassDecorator {
  properties.add(property);
  const decorate = applyDecorators(
    ValidateIf((body: Body) => body[property] !== undefined),
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

function answersOf(body: object): string[] {
  return [...properties].filter((property) => (body as Body)[property] !== undefined);
}

function IsTheFirstAnswer(property: string): PropertyDecorator {
  return ValidateBy({
    name: 'isTheFirstAnswer',
    validator: {
      validate: (_, context) => answersOf(context?.object as object)[0] === property,
      defaultMessage: (context) =>
        `give either ${answersOf(context?.object as object)[0]} or ${property}, not both`,
    },
  });
}
