# Made by Django.

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('warned_at', models.DateTimeField(blank=True, null=True)),
                ('language', models.CharField(default='nl', max_length=5)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('mail', 'per e-mail'), ('letter', 'per brief'), ('phone', 'per telefoon, door de gastheer of gastvrouw')], max_length=6)),
                ('sealed_address', models.BinaryField(blank=True)),
                ('language', models.CharField(default='nl', max_length=5)),
                ('given_at', models.DateTimeField()),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Knock',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('count', models.PositiveIntegerField(default=0)),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Remembered',
            fields=[
                ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('expires', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('resident', 'bewonersnetwerk'), ('independent', 'onafhankelijke organisatie'), ('municipality', 'gemeente'), ('housing', 'woningcorporatie'), ('police', 'politie'), ('school', 'school'), ('care', 'zorg en welzijn'), ('other', 'andere organisatie')], max_length=12)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'kind'), name='organisation_once_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('buurt_code', models.CharField(blank=True, max_length=16)),
                ('year_band', models.CharField(blank=True, choices=[('12-17', '12 tot en met 17'), ('18-26', '18 tot en met 26'), ('27-64', '27 tot en met 64'), ('65+', '65 en ouder')], max_length=6)),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(help_text='The receipt number or address that this is about.', max_length=40)),
                ('subject', models.CharField(max_length=160)),
                ('body', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('next_try_at', models.DateTimeField(blank=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, max_length=300)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellings', to='people.contact')),
                ('neighbourhood', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tellings', to='places.neighbourhood')),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('told_at__isnull', True)), fields=['neighbourhood', 'created_at'], name='telling_waiting'), models.Index(condition=models.Q(('told_at__isnull', True)), fields=['next_try_at'], name='telling_next_try')],
            },
        ),
    ]
