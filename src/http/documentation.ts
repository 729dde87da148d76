import type * as swagger from '@nestjs/swagger';

type Swagger = typeof swagger;
type DecoratorName = keyof Pick<
  Swagger,
  | 'ApiCookieAuth'
  | 'ApiExtraModels'
  | 'ApiOperation'
  | 'ApiProperty'
  | 'ApiPropertyOptional'
  | 'ApiResponse'
  | 'ApiTags'
>;
type Decorator = (...target: unknown[]) => void;

/** What stands in the code about the API, in its order. */
const notes: { name: DecoratorName; options: unknown[]; target: unknown[] }[] = [];

/**
 * The decorators of `@nestjs/swagger`, which weighs 16 MB and a fifth of a second: they only take a note, and
 * {@link documented} hands all notes over where a document is wanted.
 */
function noted<Name extends DecoratorName>(name: Name): Swagger[Name] {
  const decoratorFor =
    (...options: unknown[]): Decorator =>
    (...target) =>
      void notes.push({ name, options, target });
  return decoratorFor as Swagger[Name];
}

export const ApiCookieAuth = noted('ApiCookieAuth');
export const ApiExtraModels = noted('ApiExtraModels');
export const ApiOperation = noted('ApiOperation');
export const ApiProperty = noted('ApiProperty');
export const ApiPropertyOptional = noted('ApiPropertyOptional');
export const ApiResponse = noted('ApiResponse');
export const ApiTags = noted('ApiTags');

export function getSchemaPath({ name }: { name: string }): string {
  return `#/components/schemas/${name}`;
}

/** The library, with all that was noted until now. */
export async function documented(): Promise<Swagger> {
  const module = await import('@nestjs/swagger');
  for (const { name, options, target } of notes.splice(0)) {
    (module[name] as (...parameters: unknown[]) => Decorator)(...options)(...target);
  }
  return module;
}
