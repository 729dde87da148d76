import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { SecondFactorCodeDto } from '../../two-factor/dto/second-factor-code.dto.js';

export class AuthenticateDto extends SecondFactorCodeDto {
  @ApiPropertyOptional({ default: false, description: 'Ask for no code at later log-ins in this browser.' })
  @IsOptional()
  @IsBoolean()
  trustDevice?: boolean;
}
