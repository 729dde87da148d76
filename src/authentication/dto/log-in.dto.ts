import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { RegisterDto } from './register.dto.js';

export class LogInDto extends RegisterDto {
  @ApiPropertyOptional({
    default: false,
    description: 'Stay logged in when the browser is closed, for 30 days at the most.',
  })
  @IsOptional()
  @IsBoolean()
  rememberMe?: boolean;
}
