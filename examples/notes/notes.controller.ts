import { Body, ConflictException, Controller, Get, Post } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Authenticated, CurrentUser, User } from '../index.js';
import { Note } from './note.entity.js';
import { NoteDto } from './notes.dto.js';

@Controller('notes')
@Authenticated() // password, and a code if the account has 2FA on
export class NotesController {
  constructor(@InjectRepository(Note) private readonly notes: Repository<Note>) {}

  @Get()
  list(@CurrentUser() { id }: User) {
    return this.notes.findBy({ userId: id });
  }

  @Post()
  async add(@Body() { text }: NoteDto, @CurrentUser() { id }: User) {
    if (await this.notes.existsBy({ userId: id, text })) {
      throw new ConflictException('You have noted this already.');
    }
    return this.notes.save({ userId: id, text });
  }
}
