import { ApiProperty } from '../http/documentation.js';
import { IsBoolean } from 'class-validator';

export class LogInMethodsDto {
  @ApiProperty({ description: 'false: passkeys log in, and nothing else.' })
  @IsBoolean()
  isPasswordLogInEnabled: boolean;
}
