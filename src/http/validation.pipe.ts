import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { ValidationFailedException } from '../errors/common.exceptions.js';
import type { Problem, RuleContext, ViolationRule } from '../errors/violation.js';
import { bodyProblemOf } from './body-shape.js';

/** The default text of class-validator repeats the property's name, which is input like any other. */
const UNKNOWN_PROPERTY: Problem = {
  property: null,
  rule: 'unknown-property',
  sentence: 'There is a property that this request does not have.',
};

/**
 * The one validation of bodies, parameters and queries: unknown properties are refused, values never echoed. It refuses `toString`, `constructor` and what else every object inherits: class-transformer and class-validator take them for
 * known, or leave them out in silence.
 */
export class StrictValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors: ValidationError[]) => refusal(errors.flatMap((error) => problemsOf(error))),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.metatype && this.toValidate(metadata) && hasInheritedName(value)) {
      throw refusal([UNKNOWN_PROPERTY]);
    }
    return super.transform(value, metadata);
  }
}

/** For our own handlers: what the parser of our server refuses, that of a host may let through. */
export class ApiValidationPipe extends StrictValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const problem = metadata.type === 'body' && value !== undefined ? bodyProblemOf(value) : undefined;
    if (problem) {
      throw new ValidationFailedException([problem]);
    }
    return super.transform(value, metadata);
  }
}

/** On any level; how many there are, the body's parser bounds. */
function hasInheritedName(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([name, child]) => name in Object.prototype || hasInheritedName(child))
  );
}

function refusal(problems: Problem[]): ValidationFailedException {
  // Two checks of a property may say the same.
  const bySentence = new Map(problems.map((problem) => [problem.sentence, problem]));
  return new ValidationFailedException([...bySentence.values()]);
}

/** @param path to what the error is in, with a dot at its end. */
function problemsOf(
  { property, constraints = {}, contexts, children = [] }: ValidationError,
  path = '',
): Problem[] {
  if ('whitelistValidation' in constraints) {
    return [UNKNOWN_PROPERTY];
  }
  const own = Object.entries(constraints).map(([name, text]) => ({
    property: path + property,
    rule: (contexts?.[name] as RuleContext | undefined)?.rule ?? ruleOf(name),
    sentence: `${text}.`,
  }));
  return [...own, ...children.flatMap((child) => problemsOf(child, `${path}${property}.`))];
}

/** The rules of class-validator that say by themselves what is wrong; for others, `context` of a decorator does. */
const rules: Record<string, ViolationRule> = {
  isString: 'not-a-string',
  isBoolean: 'not-a-boolean',
  isInt: 'not-an-integer',
  isNotEmpty: 'empty',
  isEmail: 'not-an-email-address',
  minLength: 'too-short',
  maxLength: 'too-long',
  min: 'too-small',
  max: 'too-large',
  isCredential: 'not-a-credential',
  isTheFirstAnswer: 'too-many-answers',
};

function ruleOf(constraint: string): ViolationRule {
  return Object.hasOwn(rules, constraint) ? (rules[constraint] as ViolationRule) : 'malformed';
}
