import { IsBoolean } from 'class-validator';
import { ApiProperty } from '../http/documentation.js';

export class LogInMethodsDto {
  @ApiProperty({ description: 'false: passkeys log in, and nothing else.' })
  @IsBoolean()
  isPasswordLogInEnabled: boolean;
}
