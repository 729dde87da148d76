import { IsString, MaxLength } from 'class-validator';

export class NoteDto {
  @IsString()
  @MaxLength(1000)
  text: string;
}
