import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import { asciiCode } from './typed-code.js';

/** Of what is typed: with all the spaces and dashes that people put into a code. */
const MAX_LENGTH = 64;

const totpCode = { type: String, pattern: '^[0-9]{6}$', example: '123456' };

interface Codes {
  twoFactorAuthenticationCode?: unknown;
  backupCode?: unknown;
}

interface CodesContext {
  object: Codes;
}

/** A body property that is a TOTP code: six digits, however they are typed. */
export function TotpCode(): PropertyDecorator {
  return applyDecorators(ApiProperty(totpCode), isTotpCode());
}

/** As {@link TotpCode}, and may be left out. */
export function OptionalTotpCode(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ ...totpCode, description: 'Either this or `backupCode`.' }),
    ValidateIf(({ twoFactorAuthenticationCode }: Codes) => twoFactorAuthenticationCode !== undefined),
    isTotpCode(),
  );
}

/** As {@link TotpCode}, and may be left out where there is a backup code in its place. */
export function CodeOfEitherKind(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ ...totpCode, description: 'Either this or `backupCode`.' }),
    ValidateIf(
      (codes: Codes) => codes.twoFactorAuthenticationCode !== undefined || codes.backupCode === undefined,
    ),
    isTotpCode(),
  );
}

/** A body property that is a backup code. Whether it looks like one is not told: a wrong one is wrong, and counted. */
export function OptionalBackupCode(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, maxLength: MAX_LENGTH, example: 'K7QX-2M9C-VT4H-8WZ3' }),
    ValidateIf(({ backupCode }: Codes) => backupCode !== undefined),
    IsString(),
    MaxLength(MAX_LENGTH),
    ValidateBy({
      name: 'isTheOnlyCode',
      validator: {
        validate: (_, context) => (context as CodesContext).object.twoFactorAuthenticationCode === undefined,
        defaultMessage: () => 'give either twoFactorAuthenticationCode or backupCode, not both',
      },
    }),
  );
}

function isTotpCode(): PropertyDecorator {
  return applyDecorators(
    // Longer text is refused anyway; normalising it first would only cost time.
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.length <= MAX_LENGTH ? asciiCode(value) : value,
    ),
    IsString(),
    Matches(/^[0-9]{6}$/, { message: '$property must be 6 digits' }),
  );
}
