import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

export class LogInMethodsDto {
  @ApiProperty({ description: 'false: passkeys log in, and nothing else.' })
  @IsBoolean()
  isPasswordLogInEnabled: boolean;
}
