# Made by Django.

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Door',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=120)),
                ('address', models.CharField(blank=True, max_length=160)),
                ('hours', models.CharField(blank=True, max_length=200)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('neighbourhood', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='door', to='places.neighbourhood')),
            ],
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('founded_on', models.DateField()),
                ('residents_share', models.PositiveSmallIntegerField(default=51, validators=[django.core.validators.MinValueValidator(51), django.core.validators.MaxValueValidator(100)])),
                ('neighbourhood', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='partnership', to='places.neighbourhood')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('host', 'gastheer of gastvrouw'), ('worker', 'opbouwwerker'), ('official', 'contactpersoon van een organisatie')], max_length=8)),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('neighbourhood', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='places.neighbourhood')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('resident', 'bewonersnetwerk'), ('independent', 'onafhankelijke organisatie'), ('municipality', 'gemeente'), ('housing', 'woningcorporatie'), ('police', 'politie'), ('school', 'school'), ('care', 'zorg en welzijn'), ('other', 'andere organisatie')], max_length=12)),
                ('is_chair', models.BooleanField(default=False)),
                ('since_on', models.DateField()),
                ('until_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='people.organisation')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='network.partnership')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('add-seat', 'een zetel erbij'), ('end-seat', 'een zetel beëindigen'), ('hand-over', 'een zetel overdragen'), ('chair', 'een voorzitter aanwijzen'), ('add-post', 'een taak geven'), ('end-post', 'een taak beëindigen'), ('share', 'het aandeel van bewoners')], max_length=9)),
                ('post_kind', models.CharField(blank=True, choices=[('host', 'gastheer of gastvrouw'), ('worker', 'opbouwwerker'), ('official', 'contactpersoon van een organisatie')], max_length=8)),
                ('is_chair', models.BooleanField(default=False)),
                ('share', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('why', models.TextField(blank=True)),
                ('proposed_key', models.CharField(choices=[('resident', 'bewonersnetwerk'), ('independent', 'onafhankelijke organisatie'), ('municipality', 'gemeente'), ('housing', 'woningcorporatie'), ('police', 'politie'), ('school', 'school'), ('care', 'zorg en welzijn'), ('other', 'andere organisatie')], max_length=12)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('alone', models.BooleanField(default=False)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('dropped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='network.partnership')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.post')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.seat')),
            ],
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.CheckConstraint(condition=models.Q(('residents_share__gte', 51), ('residents_share__lte', 100)), name='residents_share_51_to_100'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('partnership', 'person'), name='one_running_seat_a_person'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('is_chair', True), ('side', 'municipality'), _negated=True), name='municipality_never_chairs'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='change_confirmed_or_dropped'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_key__in', ['resident', 'independent'])), name='only_two_sides_hold_a_key'),
        ),
    ]
